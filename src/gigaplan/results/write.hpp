// Writes a run's folder.
#pragma once
#include <filesystem>
#include <string>

#include "gigaplan/plan/plan.hpp"

namespace gigaplan::results {

struct WriteOptions {
  std::string version;
  std::string report_html;     ///< report.html as it is; empty: none is written
  std::string run_json;        ///< run.json as it is
  std::string scenario_files;  ///< everything the scenario was read from, as one text (scenario::bundle)
  std::string input_hash;
  bool force = false;  ///< overwrite a folder that holds a run
};

/// Throws FileTrouble when `folder` holds something and `force` is not set, is a file, or cannot be made or written to:
/// call before the work, so that nothing is lost. Leaves nothing behind.
void check_folder(const std::filesystem::path& folder, bool force);
/// The last part of it alone.
void check_writable(const std::filesystem::path& folder);
/// The same for one file: its folder must be there and take it.
void check_file_writable(const std::filesystem::path& file);

/// results.nc, summary.csv, results.xlsx, report.html, run.json: each written beside its place and then moved there.
/// Throws FileTrouble.
void write_run(const std::filesystem::path& folder, const plan::Plan& plan, const WriteOptions& options);

// The single files.
void write_netcdf(const std::filesystem::path& file, const plan::Plan& plan, const WriteOptions& options);
void write_summary(const std::filesystem::path& file, const plan::Plan& plan);
void write_workbook(const std::filesystem::path& file, const plan::Plan& plan);
/// Text to a file, whole or not at all.
void write_text(const std::filesystem::path& file, const std::string& text);

}  // namespace gigaplan::results
