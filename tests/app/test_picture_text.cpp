#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>
#include <opencv2/core/persistence.hpp>
#include <opencv2/imgcodecs.hpp>

#include "app/files/picture_text.h"
#include "app/files/write_keypoints.h"
#include "tests/support/catch.h"

using siftscope::Note;
using siftscope::with_picture_text;

namespace {

const std::vector<Note> some_notes{{"Software", "siftscope 1 & <2>"},
                                   {"SHA-256", "abc"},
                                   {"Settings", R"({"angle": 30, "name": "a \"b\""})"},
                                   {"Source", "Größe.png"}};

std::string written_as(const std::string& extension, const std::vector<int>& choices = {}) {
    cv::Mat picture(23, 37, CV_8UC3);
    for (int y = 0; y < 23; ++y)
        for (int x = 0; x < 37; ++x)
            picture.at<cv::Vec3b>(y, x) = {static_cast<uchar>(7 * x), static_cast<uchar>(10 * y), 90};
    std::vector<std::uint8_t> bytes;
    REQUIRE(cv::imencode(extension, picture, bytes, choices));
    return {bytes.begin(), bytes.end()};
}

cv::Mat pixels_read(const std::string& bytes) {
    return cv::imdecode(std::vector<std::uint8_t>(bytes.begin(), bytes.end()), cv::IMREAD_UNCHANGED);
}

unsigned byte_at(const std::string& bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes.at(at));
}

}  // namespace

TEST_CASE("picture text: the pixels of every format stay as they are", "[app][files]") {
    for (const std::string extension : {".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff"}) {
        CAPTURE(extension);
        const std::string plain = written_as(extension);
        const std::string noted = with_picture_text(plain, extension, some_notes);
        CHECK(noted.size() > plain.size());
        CHECK(noted == with_picture_text(plain, extension, some_notes));
        const cv::Mat before = pixels_read(plain), after = pixels_read(noted);
        REQUIRE(before.size() == cv::Size(37, 23));
        REQUIRE(after.size() == before.size());
        CHECK(cv::norm(before, after, cv::NORM_INF) == 0);
        CHECK(noted.find("abc") != std::string::npos);
    }
    const std::string lossless = written_as(".webp", {cv::IMWRITE_WEBP_QUALITY, 101});
    REQUIRE(lossless.substr(12, 4) == "VP8L");
    CHECK(cv::norm(pixels_read(lossless), pixels_read(with_picture_text(lossless, ".webp", some_notes)),
                   cv::NORM_INF) == 0);
}

TEST_CASE("picture text: JPEG carries it in a comment segment after its first one", "[app][files]") {
    const std::string noted = with_picture_text(written_as(".jpg"), ".jpg", {{"Key", "text"}});
    // SOI, APP0 of 16 bytes behind its marker, then COM: FFFE, a length of two and the ten of "Key: text\n".
    using namespace std::string_literals;
    CHECK(noted.substr(20, 14) == "\xFF\xFE\x00\x0CKey: text\n"s);
    CHECK_THROWS_AS(with_picture_text(written_as(".jpg"), ".jpg", {{"Key", std::string(70000, 'x')}}),
                    std::invalid_argument);
}

TEST_CASE("picture text: WebP is an extended file with an XMP packet, sizes in order", "[app][files]") {
    const std::string noted = with_picture_text(written_as(".webp"), ".webp", some_notes);
    CHECK(noted.substr(12, 4) == "VP8X");
    CHECK(byte_at(noted, 20) == 4);   // the flag of XMP
    CHECK(byte_at(noted, 24) == 36);  // width - 1
    CHECK(byte_at(noted, 27) == 22);  // height - 1
    const auto size = byte_at(noted, 4) | byte_at(noted, 5) << 8U | byte_at(noted, 6) << 16U;
    CHECK(size + 8 == noted.size());
    CHECK(noted.find("XMP ") != std::string::npos);
    CHECK(noted.find("siftscope 1 &amp; &lt;2&gt;") != std::string::npos);
    CHECK(noted.size() % 2 == 0);
}

TEST_CASE("picture text: TIFF gets the tag ImageDescription, in order and ended by a zero", "[app][files]") {
    const std::string noted = with_picture_text(written_as(".tif"), ".tif", {{"Key", "text"}});
    REQUIRE(noted.substr(0, 2) == "II");  // as libtiff writes on the machines that we build for
    const auto number = [&](std::size_t at, int count) {
        std::size_t value = 0;
        for (int i = count; i-- > 0;) value = value << 8U | byte_at(noted, at + static_cast<std::size_t>(i));
        return value;
    };
    const std::size_t directory = number(4, 4);
    CHECK(directory % 2 == 0);
    std::size_t last = 0;
    bool found = false;
    for (std::size_t i = 0; i < number(directory, 2); ++i) {
        const std::size_t at = directory + 2 + 12 * i;
        CHECK(number(at, 2) > last);
        last = number(at, 2);
        if (last != 270) continue;
        found = true;
        CHECK(number(at + 2, 2) == 2);
        CHECK(number(at + 4, 4) == 11);
        using namespace std::string_literals;
        CHECK(noted.substr(number(at + 8, 4), 11) == "Key: text\n\0"s);
    }
    CHECK(found);
}

TEST_CASE("picture text: bytes of another format are refused", "[app][files]") {
    for (const std::string extension : {".png", ".jpg", ".webp", ".tif", ".bmp"})
        CHECK_THROWS_AS(with_picture_text("no picture of any kind, but long enough", extension, some_notes),
                        std::invalid_argument);
}

TEST_CASE("keypoint files: what they say about themselves is read by what reads them", "[app][files]") {
    sift::Features features;
    features.keypoints.push_back({1, 2, 3, 4, 0.5, 0, 1});
    features.descriptors.resize(1);
    const auto json =
        nlohmann::json::parse(keypoints_text(features, siftscope::KeypointFormat::json, some_notes));
    CHECK(json["about"]["sha_256"] == "abc");
    CHECK(json["about"]["settings"]["angle"] == 30);
    CHECK(json["about"]["source"] == "Größe.png");
    CHECK(json["keypoints"].size() == 1);
    const std::string yml = keypoints_text(features, siftscope::KeypointFormat::yml, some_notes);
    const cv::FileStorage file(
        yml, cv::FileStorage::READ | cv::FileStorage::MEMORY | cv::FileStorage::FORMAT_YAML);
    CHECK(file["about"]["settings"].string() == some_notes[2].second);
    CHECK(file["about"]["software"].string() == some_notes[0].second);
    CHECK(file["descriptors"].mat().rows == 1);
    const std::string csv = keypoints_text(features, siftscope::KeypointFormat::csv, some_notes);
    CHECK(csv.rfind("# Software: siftscope 1 & <2>\n# SHA-256: abc\n", 0) == 0);
    CHECK(keypoints_text(features, siftscope::KeypointFormat::csv).rfind("x,y,size", 0) == 0);
}
