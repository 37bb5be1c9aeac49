#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include "app/files/decode_picture.h"
#include "app/files/png_text.h"
#include "app/files/read_picture.h"
#include "app/model/error.h"
#include "tests/support/catch.h"

// What the tests of reading pictures share.

inline cv::Mat noise(int type, int rows = 21, int columns = 33, std::uint64_t seed = 3) {
    cv::Mat picture(rows, columns, type);
    cv::RNG random(seed);
    const double top = CV_MAT_DEPTH(type) == CV_8U ? 256 : CV_MAT_DEPTH(type) == CV_16U ? 65536 : 1;
    random.fill(picture, cv::RNG::UNIFORM, 0, top);
    return picture;
}

inline std::string encoded(const std::string& extension, const cv::Mat& picture,
                           const std::vector<int>& options = {}) {
    std::vector<std::uint8_t> bytes;
    REQUIRE(cv::imencode(extension, picture, bytes, options));
    return {bytes.begin(), bytes.end()};
}

inline std::span<const std::uint8_t> bytes_of(const std::string& text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

inline std::shared_ptr<const siftscope::Picture> decoded(const std::string& bytes) {
    return siftscope::decode_picture(bytes_of(bytes), "picture");
}

inline std::string png_chunk(const std::string& type, const std::string& data) {
    std::string bytes;
    for (const int shift : {24, 16, 8, 0}) bytes += static_cast<char>(data.size() >> shift & 0xFF);
    bytes += type + data;
    for (const int shift : {24, 16, 8, 0})
        bytes += static_cast<char>(siftscope::png_checksum(type + data) >> shift & 0xFF);
    return bytes;
}

inline cv::Mat matrix(const sift::Image& image) {
    return cv::Mat(image.height(), image.width(), CV_32F, const_cast<float*>(image.row(0))).clone();
}

inline std::vector<float> row_of(const sift::Image& image) {
    return {image.row(0), image.row(0) + image.width()};
}

inline double largest_difference(const sift::Image& image, const cv::Mat& expected) {
    cv::Mat wide;
    expected.convertTo(wide, CV_32F);
    REQUIRE(wide.size() == cv::Size(image.width(), image.height()));
    return cv::norm(matrix(image), wide, cv::NORM_INF);
}

/// The sentence of the refusal, or "no error".
inline std::string sentence_of(const std::filesystem::path& path) {
    try {
        static_cast<void>(siftscope::read_picture(path));
    } catch (const siftscope::UserError& error) {
        return error.what();
    }
    return "no error";
}

inline std::string sentence_of(const std::string& bytes) {
    try {
        static_cast<void>(decoded(bytes));
    } catch (const siftscope::UserError& error) {
        return error.what();
    }
    return "no error";
}
