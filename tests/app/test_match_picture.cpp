#include "app/drawing/match_picture.h"

#include <cmath>

#include <opencv2/imgcodecs.hpp>

#include "app/drawing/keypoint_picture.h"
#include "app/drawing/match_caption.h"
#include "app/drawing/palette.h"
#include "app/model/error.h"
#include "tests/app/small_match_result.h"
#include "tests/support/catch.h"

using namespace siftscope;

namespace {

/// Two grey pictures of 400 x 300 side by side with one right match along y = 60 and one wrong along y = 200.
MatchResult two_matches(bool truth_known = true) {
    MatchResult result;
    auto first = std::make_shared<Picture>();
    first->path = "photo.png";
    first->width = 400;
    first->height = 300;
    first->colour = cv::Mat(300, 400, CV_8UC3, cv::Scalar(128, 128, 128));
    SecondPicture second;
    second.picture = first;
    second.rotation = sift::rotation_about_centre(400, 300, 0, sift::Canvas::grow);
    result.settings.angle = 0;
    result.first = first;
    result.second = std::make_shared<SecondPicture>(second);
    MatchSide side;
    side.keypoints = {{100, 60, 8, 0, 0.1, 0, 1}, {150, 200, 8, 0, 0.1, 0, 1}};
    side.descriptors.resize(2);
    side.not_visible = {{20, 280, 8, 0, 0.1, 0, 1}};
    result.side_1 = std::make_shared<MatchSide>(side);
    side.keypoints[1].x = 300;
    result.side_2 = std::make_shared<MatchSide>(side);
    sift::Match match;
    match.kept = true;
    result.matches = {match, match};
    result.matches[1].first = result.matches[1].second = 1;
    result.kept = 2;
    if (truth_known) {
        result.verdicts.emplace();
        result.verdicts->judgements = {{0, 0, 0, true}, {150, 150, 0, false}};
        result.verdicts->right = result.verdicts->wrong = 1;
        result.verdicts->precision = 0.5;
    }
    return result;
}

/// How far a pixel is from the straight mixture of grey 128 and `colour`, and how much of the colour it has.
double share_of(const cv::Vec3b& pixel, palette::Colour colour) {
    const double ink[3] = {colour.blue - 128.0, colour.green - 128.0, colour.red - 128.0};
    double along = 0, square = 0;
    for (int c = 0; c < 3; ++c) {
        along += (pixel[c] - 128.0) * ink[c];
        square += ink[c] * ink[c];
    }
    const double share = along / square;
    for (int c = 0; c < 3; ++c)
        if (std::abs(pixel[c] - 128.0 - share * ink[c]) > 6) return 0;  // another colour
    return share;
}

/// The strongest share of `colour` within 3 px of (x, y).
double strongest(const cv::Mat& image, int x, int y, palette::Colour colour) {
    double most = 0;
    for (int v = y - 3; v <= y + 3; ++v)
        for (int u = x - 3; u <= x + 3; ++u)
            most = std::max(most, share_of(image.at<cv::Vec3b>(v, u), colour));
    return most;
}

}  // namespace

TEST_CASE("match picture: holds both pictures at full size and a caption below", "[drawing]") {
    const cv::Mat image = draw_match_picture(two_matches());
    CHECK(image.type() == CV_8UC3);
    CHECK(image.cols >= 800);
    CHECK(image.cols < 850);
    CHECK(image.rows > 340);
    // The first one begins in the top-left corner; nothing is drawn in the middle of its top.
    CHECK(image.at<cv::Vec3b>(5, 200) == cv::Vec3b(128, 128, 128));
    CHECK(image.at<cv::Vec3b>(299, image.cols - 1) == cv::Vec3b(128, 128, 128));
    CHECK(image.at<cv::Vec3b>(image.rows - 1, 0) ==
          cv::Vec3b(palette::paper.blue, palette::paper.green, palette::paper.red));
}

TEST_CASE("match picture: right lines are light, wrong ones strong, each in its colour", "[drawing]") {
    const cv::Mat image = draw_match_picture(two_matches());
    const int second = image.cols - 400;
    for (const int x : {200, 300, second + 30}) {
        CAPTURE(x);
        CHECK(strongest(image, x, 60, palette::right) == Approx(palette::right_opacity).margin(0.1));
        CHECK(strongest(image, x, 60, palette::wrong) < 0.2);
        CHECK(strongest(image, x, 200, palette::wrong) > 0.95);
    }
}

TEST_CASE("match picture: wrong matches also have crosses at their ends, right ones rings", "[drawing]") {
    const cv::Mat image = draw_match_picture(two_matches());
    const int second = image.cols - 400;
    // Two pixels off along both diagonals, where the line itself does not reach.
    for (const int x : {150, second + 300})
        for (const int dx : {-2, 2})
            for (const int dy : {-2, 2})
                CHECK(share_of(image.at<cv::Vec3b>(200 + dy, x + dx), palette::wrong) > 0.7);
    // A ring: its centre has no more than the line's light.
    CHECK(share_of(image.at<cv::Vec3b>(57, 100), palette::right) +
              share_of(image.at<cv::Vec3b>(58, 100), palette::right) >
          0.5);
}

TEST_CASE("match picture: without a truth all are kept, in a third colour, and the legend says so",
          "[drawing]") {
    const MatchResult result = two_matches(false);
    const cv::Mat image = draw_match_picture(result);
    CHECK(strongest(image, 250, 60, palette::kept) > 0.4);
    CHECK(strongest(image, 250, 200, palette::kept) > 0.4);
    CHECK(strongest(image, 250, 200, palette::wrong) < 0.1);
    std::string words;
    for (const CaptionEntry& entry : match_caption(result)) words += entry.text + "|";
    CHECK_THAT(words, contains_text("2 kept (truth unknown)"));
    CHECK_THAT(words, !contains_text("right"));
}

TEST_CASE("match picture: the caption tells counts, precision, angles and settings", "[drawing]") {
    MatchResult result = two_matches();
    result.estimate.emplace();
    result.estimate->angle = 359.9987;
    result.estimate->uncertainty = 0.0021;
    result.angle_true = 0;
    result.angle_error = -0.0013;
    result.settings.match.ratio = 0.7;
    std::string words;
    for (const CaptionEntry& entry : match_caption(result)) words += entry.text + "|";
    for (const std::string text :
         {"photo.png turned by 0\u00B0", "1 right (within 3 px)", "1 wrong", "precision 50.0 %",
          "recall unknown", "true angle 0\u00B0", "estimated 359.9987\u00B0 \u00B1 0.0021\u00B0",
          "error -0.0013\u00B0", "layers 3", "ratio 0.7", "OpenCV"})
        CHECK_THAT(words, contains_text(text));
}

TEST_CASE("match picture: lines are wider on larger pictures", "[drawing]") {
    const auto width_of_wrong = [](int scale) {
        MatchResult result = two_matches();
        auto picture = std::make_shared<Picture>(*result.first);
        picture->width *= scale;
        picture->height *= scale;
        picture->colour = cv::Mat(picture->height, picture->width, CV_8UC3, cv::Scalar(128, 128, 128));
        SecondPicture second = *result.second;
        second.picture = picture;
        result.first = picture;
        result.second = std::make_shared<SecondPicture>(second);
        for (auto* side : {&result.side_1, &result.side_2}) {
            MatchSide larger = **side;
            for (auto& k : larger.keypoints) {
                k.x *= scale;
                k.y *= scale;
            }
            *side = std::make_shared<MatchSide>(larger);
        }
        const cv::Mat image = draw_match_picture(result);
        int width = 0;
        for (int y = 0; y < picture->height; ++y)
            width += share_of(image.at<cv::Vec3b>(y, 250 * scale), palette::wrong) > 0.5 ? 1 : 0;
        return width;
    };
    CHECK(width_of_wrong(1) >= 1);
    CHECK(width_of_wrong(8) >= 6);
}

TEST_CASE("match picture: every format is encoded, the same bytes each time", "[drawing]") {
    const MatchResult result = two_matches();
    for (const std::string extension : {".png", ".jpg", ".webp", ".tif", ".svg"}) {
        CAPTURE(extension);
        const std::string bytes = encode_match_picture(result, extension);
        CHECK(bytes.size() > 1000);
        CHECK(encode_match_picture(result, extension) == bytes);
    }
    CHECK_THROWS_AS(encode_match_picture(result, ".gif"), UserError);
    CHECK_THROWS_AS(encode_match_picture(result, ""), UserError);
}

TEST_CASE("match picture: neither the folder nor the threads change a byte, the settings are inside",
          "[drawing]") {
    MatchResult result = two_matches();
    const std::string bytes = encode_match_picture(result, ".png");
    auto moved = std::make_shared<Picture>(*result.first);
    moved->path = "/elsewhere/photo.png";
    result.first = moved;
    result.settings.threads = 7;
    result.timings.detect_1 = 123;
    CHECK(encode_match_picture(result, ".png") == bytes);
    CHECK_THAT(bytes, contains_text("\"ratio\":0.8"));
    CHECK_THAT(bytes, contains_text("siftscope match photo.png --angle 0"));
}

TEST_CASE("match picture: tiny pictures still get a readable caption", "[drawing]") {
    MatchResult result = two_matches();
    auto dot = std::make_shared<Picture>();
    dot->path = "dot.png";
    dot->width = dot->height = 1;
    dot->colour = cv::Mat(1, 1, CV_8UC3, cv::Scalar(128, 128, 128));
    SecondPicture second = *result.second;
    second.picture = dot;
    result.first = dot;
    result.second = std::make_shared<SecondPicture>(second);
    result.side_1 = result.side_2 = std::make_shared<MatchSide>();
    result.matches.clear();
    result.verdicts.emplace();
    result.reason = "No keypoints were found in the picture: it may be flat.";
    const cv::Mat image = draw_match_picture(result);
    CHECK(image.cols >= 400);
    CHECK(image.rows >= 60);
}

TEST_CASE("keypoint picture: a circle of the keypoint's size with a tick along its angle", "[drawing]") {
    Picture picture = *two_matches().first;
    sift::Features features;
    features.keypoints = {{200, 150, 80, 90, 0.1, 0, 1}};  // 90 degrees: downwards on screen
    features.descriptors.resize(1);
    const std::string bytes = encode_keypoint_picture(picture, features, {}, ".png");
    const cv::Mat image = cv::imdecode(std::vector<uchar>(bytes.begin(), bytes.end()), cv::IMREAD_COLOR);
    REQUIRE(image.cols == 400);
    const auto inked = [&](int x, int y) { return image.at<cv::Vec3b>(y, x) != cv::Vec3b(128, 128, 128); };
    for (const auto& [x, y] : {std::pair{240, 150}, {160, 150}, {200, 110}, {200, 190}, {200, 170}}) {
        CAPTURE(x, y);
        CHECK(inked(x, y));
    }
    CHECK_FALSE(inked(200, 130));
    CHECK_FALSE(inked(220, 150));
    CHECK_THROWS_AS(encode_keypoint_picture(picture, features, {}, ".jpg"), UserError);
}
