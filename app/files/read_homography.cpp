#include "app/files/read_homography.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

#include "app/files/file_bytes.h"
#include "app/files/shown_path.h"
#include "app/model/error.h"

namespace siftscope {
namespace {

constexpr std::string_view separators = " \t\r\n\f\v,";

std::string without_comments(std::string_view text) {
    std::string kept;
    bool comment = false;
    for (const char c : text) {
        if (c == '#') comment = true;
        if (c == '\n') comment = false;
        if (!comment) kept += c;
    }
    return kept;
}

double parse_number(std::string_view word, const std::string& name) {
    std::string_view digits = word;
    if (digits.starts_with('+')) digits.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size() || !std::isfinite(value)) {
        constexpr std::size_t limit = 40;
        throw UserError("the truth file " + name + " holds " + shown(std::string(word.substr(0, limit))) +
                        ", which is not a finite number; it must hold the nine numbers of a 3 x 3 matrix");
    }
    return value;
}

}  // namespace

sift::Homography parse_homography(std::string_view text, const std::filesystem::path& path) {
    const std::string name = shown(path);
    const std::string content = without_comments(text);
    std::vector<double> numbers;
    for (std::size_t at = content.find_first_not_of(separators); at != std::string::npos;) {
        const std::size_t end = std::min(content.find_first_of(separators, at), content.size());
        numbers.push_back(parse_number(std::string_view(content).substr(at, end - at), name));
        at = content.find_first_not_of(separators, end);
    }
    sift::Homography homography;
    if (numbers.size() != homography.m.size())
        throw UserError("the truth file " + name + " holds " + std::to_string(numbers.size()) +
                        " numbers; it must hold the nine numbers of a 3 x 3 matrix, row by row");
    std::copy(numbers.begin(), numbers.end(), homography.m.begin());
    try {
        static_cast<void>(homography.inverse());
    } catch (const std::invalid_argument&) {
        throw UserError("the matrix of the truth file " + name +
                        " is singular; a true map can be inverted: check its nine numbers");
    }
    return homography;
}

sift::Homography read_homography(const std::filesystem::path& path) {
    const auto bytes = read_file_bytes(path);
    return parse_homography({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, path);
}

}  // namespace siftscope
