# Parts made by others, each behind one target: gigaplan::toml, ::json, ::cli, ::fmt, ::netcdf, ::xlsx, ::eigen, ::highs.
function(gigaplan_part NAME TARGET)
  add_library(gigaplan_part_${NAME} INTERFACE)
  target_link_libraries(gigaplan_part_${NAME} INTERFACE ${TARGET})
  add_library(gigaplan::${NAME} ALIAS gigaplan_part_${NAME})
endfunction()

find_package(PkgConfig REQUIRED)
find_package(fmt 9 REQUIRED)
find_package(spdlog 1.10 REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(CLI11 2.1 REQUIRED)
find_package(Eigen3 3.4 REQUIRED NO_MODULE)
find_package(Threads REQUIRED)
find_package(TBB REQUIRED)
pkg_check_modules(NETCDF REQUIRED IMPORTED_TARGET netcdf)
pkg_check_modules(TOMLPP REQUIRED IMPORTED_TARGET tomlplusplus)
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)

# toml++ 3.3 aborts on some malformed files unless assertions are off, so NDEBUG is part of using it;
# header-only, because the packaged library was built with them (its own flags say the opposite).
add_library(gigaplan_toml INTERFACE)
target_include_directories(gigaplan_toml SYSTEM INTERFACE ${TOMLPP_INCLUDE_DIRS})
target_compile_definitions(gigaplan_toml INTERFACE TOML_HEADER_ONLY=1 NDEBUG)
add_library(gigaplan::toml ALIAS gigaplan_toml)
gigaplan_part(json nlohmann_json::nlohmann_json)
gigaplan_part(fmt fmt::fmt)
gigaplan_part(spdlog spdlog::spdlog)
gigaplan_part(netcdf PkgConfig::NETCDF)
gigaplan_part(xlsx PkgConfig::XLSXWRITER)
gigaplan_part(eigen Eigen3::Eigen)
gigaplan_part(tbb TBB::tbb)
gigaplan_part(cli CLI11::CLI11)

# HiGHS: a system 1.15 wins; otherwise the prefix that third_party/highs/install.sh lays.
find_package(HIGHS 1.15 QUIET)
if(TARGET highs::highs)
  add_library(gigaplan::highs ALIAS highs)
else()
  set(HIGHS_PREFIX ${CMAKE_SOURCE_DIR}/build/deps/highs CACHE PATH "where third_party/highs/install.sh laid HiGHS")
  if(NOT EXISTS ${HIGHS_PREFIX}/lib/libhighs.so.1)
    message(FATAL_ERROR "HiGHS 1.15 is missing: run tools/install-deps.sh (or `make deps`) first")
  endif()
  add_library(gigaplan_highs SHARED IMPORTED GLOBAL)
  set_target_properties(gigaplan_highs PROPERTIES
    IMPORTED_LOCATION ${HIGHS_PREFIX}/lib/libhighs.so.1
    IMPORTED_SONAME libhighs.so.1
    INTERFACE_INCLUDE_DIRECTORIES ${HIGHS_PREFIX}/include/highs)
  add_library(gigaplan::highs ALIAS gigaplan_highs)
endif()
