// The page put together: words that need no script, the built style and script, and the document as JSON between them.
#include <fmt/format.h>

#include <string_view>

#include "gigaplan/report/assets.hpp"
#include "gigaplan/report/check.hpp"
#include "gigaplan/report/document.hpp"
#include "gigaplan/report/to_json.hpp"

namespace gigaplan::report {
namespace {

constexpr std::size_t most_json = 2'700'000;  // bytes: with page, style and script it stays below 3 MB
// The first that fits wins; the page says how exact the hours are.
constexpr Detail details[] = {{4000, true}, {1000, true}, {250, true}, {1000, false}, {250, false}};

// Nothing may load from anywhere: the browser refuses what this policy does not name.
constexpr std::string_view policy =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data: blob:";

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  return out;
}

// JSON inside a script element: no byte of it may end the element or start a comment, so < > & become \u003c …
std::string inert(std::string_view json) {
  std::string out;
  out.reserve(json.size() + json.size() / 64);
  for (const char c : json) switch (c) {
      case '<':
        out += "\\u003c";
        break;
      case '>':
        out += "\\u003e";
        break;
      case '&':
        out += "\\u0026";
        break;
      default:
        out += c;
    }
  return out;
}

std::string smallest_json(const Document& document) {
  std::string json;
  for (const Detail detail : details) {
    json = inert(to_json(document, detail));
    if (json.size() <= most_json) break;
  }
  return json;
}

std::string words_without_script(const Document& document) {
  std::string out = fmt::format("<noscript><h1>{}</h1>", escaped(document.head.title));
  for (const std::string& sentence : document.answer) out += fmt::format("<p>{}</p>", escaped(sentence));
  return out + "<p>The charts and tables of this report need JavaScript.</p></noscript>";
}

}  // namespace

std::string render(const Document& document) {
  check(document);
  std::string page = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">";
  page += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">";
  page += fmt::format("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">", policy);
  page +=
      fmt::format("<title>{}</title>\n<style>", escaped(document.head.title.empty() ? "Plan" : document.head.title));
  page += assets::style;
  page += "</style></head>\n<body>";
  page += words_without_script(document);
  page += "<div id=\"page\"></div>\n<script type=\"application/json\" id=\"document\">";
  page += smallest_json(document);
  page += "</script>\n<script>";
  page += assets::script;
  page += "</script></body></html>\n";
  return page;
}

}  // namespace gigaplan::report
