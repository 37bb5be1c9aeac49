#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include "app/files/png_text.h"
#include "tests/support/catch.h"

using siftscope::with_png_text;

namespace {

std::string some_png() {
    cv::Mat picture(9, 7, CV_8UC3, cv::Scalar(1, 2, 3));
    std::vector<std::uint8_t> bytes;
    REQUIRE(cv::imencode(".png", picture, bytes));
    return {bytes.begin(), bytes.end()};
}

}  // namespace

TEST_CASE("PNG checksum: the published check value and the checksum of every IEND chunk", "[app][files]") {
    CHECK(siftscope::png_checksum("123456789") ==
          0xCBF43926U);                                     // CRC-32/ISO-HDLC, its catalogue's check value
    CHECK(siftscope::png_checksum("IEND") == 0xAE426082U);  // the last four bytes of any PNG file
    CHECK(siftscope::png_checksum("") == 0U);
}

TEST_CASE("PNG text: the notes stand after the header, the picture is the same", "[app][files]") {
    const std::string png = some_png();
    const std::string noted = with_png_text(png, {{"Software", "siftscope"}, {"Title", "Größe"}});
    using namespace std::string_literals;
    CHECK(noted.substr(0, 33) == png.substr(0, 33));
    CHECK(noted.substr(33, 4 + 4 + 18) == "\0\0\0\x12tEXtSoftware\0siftscope"s);
    CHECK(noted.find("iTXtTitle\0\0\0\0\0Größe"s) != std::string::npos);
    CHECK(noted.substr(noted.size() - (png.size() - 33)) == png.substr(33));
    CHECK(noted == with_png_text(png, {{"Software", "siftscope"}, {"Title", "Größe"}}));

    const std::vector<std::uint8_t> bytes(noted.begin(), noted.end());
    const cv::Mat read = cv::imdecode(bytes, cv::IMREAD_UNCHANGED);  // libpng verifies each checksum
    REQUIRE(read.size() == cv::Size(7, 9));
    CHECK(read.at<cv::Vec3b>(8, 6) == cv::Vec3b(1, 2, 3));
    CHECK(with_png_text(png, {}) == png);
}

TEST_CASE("PNG text: what is no PNG and keywords that break its rules are refused", "[app][files]") {
    CHECK_THROWS_AS(with_png_text("GIF89a", {}), std::invalid_argument);
    CHECK_THROWS_AS(with_png_text(some_png().substr(0, 20), {}), std::invalid_argument);
    for (const std::string& keyword :
         {std::string(), std::string(80, 'k'), std::string("Größe"), std::string(" x"), std::string("a  b")})
        CHECK_THROWS_AS(with_png_text(some_png(), {{keyword, "text"}}), std::invalid_argument);
    CHECK_THROWS_AS(with_png_text(some_png(), {{"Key", std::string("a\0b", 3)}}), std::invalid_argument);
}
