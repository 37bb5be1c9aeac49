#include <algorithm>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <locale>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>
#include <opencv2/features2d.hpp>
#include <opencv2/imgproc.hpp>

#include "app/files/write_keypoints.h"
#include "app/model/error.h"
#include "tests/support/catch.h"
#include "tests/support/temporary_folder.h"

namespace fs = std::filesystem;
using siftscope::KeypointFormat;
using siftscope::keypoints_text;

namespace {

/// Numbers of every size, with more digits than a float holds.
sift::Features some_features(int count, unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> unit(0, 1);
    sift::Features features;
    for (int i = 0; i < count; ++i) {
        const double scale = std::pow(10.0, 8 * unit(random) - 5);
        features.keypoints.push_back({scale * unit(random), 1000 * unit(random), 1 + 30 * unit(random),
                                      360 * unit(random), 1e-6 * unit(random), i % 9 - 1, 1 + i % 3});
        sift::Descriptor descriptor{};
        for (auto& value : descriptor) value = static_cast<std::uint8_t>(random());
        features.descriptors.push_back(descriptor);
    }
    return features;
}

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, separator);) parts.push_back(part);
    return parts;
}

/// Numbers as German writes them; no system needs to have that language installed.
class CommaNumbers : public std::numpunct<char> {
  protected:
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
};

}  // namespace

TEST_CASE("keypoints CSV: every number reads back as the same number", "[app][files]") {
    const sift::Features features = some_features(200, 7);
    const auto lines = split(keypoints_text(features, KeypointFormat::csv), '\n');
    REQUIRE(lines.size() == 201);
    CHECK(lines[0].substr(0, 50) == "x,y,size,angle,response,octave,layer,d0,d1,d2,d3,d");
    CHECK(lines[0].substr(lines[0].size() - 10) == ",d126,d127");
    for (std::size_t i = 0; i < 200; ++i) {
        CAPTURE(lines[i + 1]);
        const auto cells = split(lines[i + 1], ',');
        REQUIRE(cells.size() == 7 + 128);
        const sift::Keypoint read{std::stod(cells[0]), std::stod(cells[1]), std::stod(cells[2]),
                                  std::stod(cells[3]), std::stod(cells[4]), std::stoi(cells[5]),
                                  std::stoi(cells[6])};
        CHECK(read == features.keypoints[i]);
        bool same = true;
        for (std::size_t k = 0; k < 128; ++k)
            same = same && std::stoi(cells[7 + k]) == features.descriptors[i][k];
        CHECK(same);
    }
}

TEST_CASE("keypoints JSON: holds what the CSV holds", "[app][files]") {
    const sift::Features features = some_features(50, 8);
    const auto json = nlohmann::json::parse(keypoints_text(features, KeypointFormat::json));
    REQUIRE(json.at("keypoints").size() == 50);
    for (std::size_t i = 0; i < 50; ++i) {
        const auto& k = json["keypoints"][i];
        const sift::Keypoint read{k.at("x"),        k.at("y"),      k.at("size"), k.at("angle"),
                                  k.at("response"), k.at("octave"), k.at("layer")};
        CHECK(read == features.keypoints[i]);
        CHECK(k.at("descriptor").get<sift::Descriptor>() == features.descriptors[i]);
    }
    CHECK(nlohmann::json::parse(keypoints_text({}, KeypointFormat::json)).at("keypoints").empty());
}

TEST_CASE("keypoints YML: cv::FileStorage reads keypoints, descriptors, octaves and layers", "[app][files]") {
    const int count = GENERATE(0, 1, 700);
    CAPTURE(count);
    const sift::Features features = some_features(count, 9);
    cv::FileStorage file(keypoints_text(features, KeypointFormat::yml),
                         cv::FileStorage::READ | cv::FileStorage::MEMORY | cv::FileStorage::FORMAT_YAML);
    std::vector<cv::KeyPoint> keypoints;
    std::vector<int> octaves, layers;
    cv::Mat descriptors;
    file["keypoints"] >> keypoints;
    file["octave"] >> octaves;
    file["layer"] >> layers;
    file["descriptors"] >> descriptors;
    REQUIRE(keypoints.size() == features.keypoints.size());
    REQUIRE(octaves.size() == keypoints.size());
    REQUIRE(layers.size() == keypoints.size());
    REQUIRE(descriptors.rows == count);
    if (count > 0) REQUIRE((descriptors.type() == CV_8U && descriptors.cols == 128));
    for (std::size_t i = 0; i < keypoints.size(); ++i) {
        const sift::Keypoint& k = features.keypoints[i];
        CHECK(keypoints[i].pt == cv::Point2f(static_cast<float>(k.x), static_cast<float>(k.y)));
        CHECK(keypoints[i].size == static_cast<float>(k.size));
        CHECK(keypoints[i].angle == static_cast<float>(k.angle));
        CHECK(keypoints[i].response == static_cast<float>(k.response));
        CHECK((octaves[i] == k.octave && layers[i] == k.layer));
        const auto* row = descriptors.ptr<std::uint8_t>(static_cast<int>(i));
        CHECK(std::equal(row, row + 128, features.descriptors[i].begin()));
    }
}

TEST_CASE("keypoints YML: cv::SIFT can describe the keypoints that were read, the doubled octave included",
          "[app][files]") {
    cv::Mat noise(200, 300, CV_8U);
    cv::theRNG().state = 5;
    cv::randu(noise, 0, 256);
    cv::GaussianBlur(noise, noise, {}, 2.0);
    cv::normalize(noise, noise, 0, 255, cv::NORM_MINMAX);
    const auto sift = cv::SIFT::create();
    std::vector<cv::KeyPoint> found;
    cv::Mat expected;
    sift->detectAndCompute(noise, {}, found, expected);
    REQUIRE(found.size() > 50);

    sift::Features features;
    for (const cv::KeyPoint& k : found) {
        const int octave = static_cast<signed char>(k.octave & 255);
        features.keypoints.push_back(
            {k.pt.x, k.pt.y, k.size, k.angle, k.response, octave, k.octave >> 8 & 255});
        features.descriptors.emplace_back();
    }
    cv::FileStorage file(keypoints_text(features, KeypointFormat::yml),
                         cv::FileStorage::READ | cv::FileStorage::MEMORY | cv::FileStorage::FORMAT_YAML);
    std::vector<cv::KeyPoint> read;
    file["keypoints"] >> read;
    cv::Mat actual;
    sift->compute(noise, read, actual);
    REQUIRE(actual.size() == expected.size());
    CHECK(cv::norm(actual, expected, cv::NORM_INF) <= 1);
}

TEST_CASE("keypoint files: numbers have a point in every locale", "[app][files]") {
    const sift::Features features = some_features(3, 10);
    const std::string expected = keypoints_text(features, KeypointFormat::csv);
    const std::locale before = std::locale::global(std::locale(std::locale::classic(), new CommaNumbers));
    std::ostringstream stream;
    stream << 1234.5;
    const std::string actual = keypoints_text(features, KeypointFormat::csv);
    std::locale::global(before);
    CHECK(stream.str() == "1.234,5");  // the locale does what it is here for
    CHECK(actual == expected);
}

TEST_CASE("keypoint files: the extension chooses the format, another one is refused by name",
          "[app][files]") {
    using siftscope::keypoint_format;
    CHECK(keypoint_format("a.csv") == KeypointFormat::csv);
    CHECK(keypoint_format("-") == KeypointFormat::csv);
    CHECK(keypoint_format("a b.JSON") == KeypointFormat::json);
    CHECK(keypoint_format("dir/ä.yml") == KeypointFormat::yml);
    CHECK(keypoint_format("a.yaml") == KeypointFormat::yml);
    for (const char* bad : {"a.txt", "a", ".csv", "a.csv.gz"}) {
        CAPTURE(bad);
        try {
            static_cast<void>(keypoint_format(bad));
            FAIL("no error");
        } catch (const siftscope::UserError& error) {
            const std::string sentence = error.what();
            for (const char* part : {bad, ".csv", ".json", ".yml"})
                CHECK(sentence.find(part) != std::string::npos);
        }
    }
    const TemporaryFolder folder;
    CHECK_THROWS_AS(siftscope::write_keypoints(folder.path() / "a.txt", {}), siftscope::UserError);
    CHECK(fs::is_empty(folder.path()));
    siftscope::write_keypoints(folder.path() / "a.csv", {});
    CHECK(fs::file_size(folder.path() / "a.csv") > 0);
}
