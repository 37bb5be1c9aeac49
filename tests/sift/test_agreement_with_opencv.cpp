// The `classic` choices are cv::SIFT's: so are the keypoints and descriptors.

#include <algorithm>
#include <filesystem>
#include <iomanip>
#include <sstream>
#include <string>
#include <vector>

#include "app/files/read_picture.h"
#include "app/reference/opencv_sift.h"
#include "sift/detect.h"
#include "tests/sift/counterparts.h"
#include "tests/support/catch.h"
#include "tests/support/textured_picture.h"

namespace fs = std::filesystem;

namespace {

/// Our keypoints against cv::SIFT's, summed over pictures.
struct Agreement {
    std::size_t theirs = 0;
    std::size_t ours = 0;
    std::size_t found = 0;      ///< within 0.1 px, 1 %, 0.5 degrees
    std::size_t close = 0;      ///< within 0.001 px, 0.01 %, 0.01 degrees
    std::size_t identical = 0;  ///< of `found`: all 128 bins
    int worst_bin = 0;

    void add(const sift::Image& grey, const sift::DetectParams& params = sift::DetectParams::classic()) {
        const auto reference = siftscope::opencv_detect_and_describe(grey, params, 2);
        const auto actual = sift::detect_and_describe(grey.view(), params, {2, {}});
        theirs += reference.keypoints.size();
        ours += actual.keypoints.size();
        for (const auto& [i, j] : counterparts(reference.keypoints, actual.keypoints, {})) {
            ++found;
            if (reference.descriptors[i] == actual.descriptors[j]) ++identical;
            worst_bin =
                std::max(worst_bin, largest_bin_difference(reference.descriptors[i], actual.descriptors[j]));
        }
        close += counterparts(reference.keypoints, actual.keypoints, {0.001, 1e-4, 0.01}).size();
    }

    [[nodiscard]] std::string text() const {
        std::ostringstream out;
        out << theirs << " of OpenCV's, " << ours << " of ours, " << found << " found, " << close
            << " close, " << identical << " identical, worst bin " << worst_bin;
        return out.str();
    }

    [[nodiscard]] bool found_at_least(double share) const {
        return static_cast<double>(found) >= share * static_cast<double>(std::max(theirs, ours));
    }
    [[nodiscard]] bool close_at_least(double share) const {
        return static_cast<double>(close) >= share * static_cast<double>(theirs);
    }
    [[nodiscard]] bool identical_at_least(double share) const {
        return static_cast<double>(identical) >= share * static_cast<double>(found);
    }
};

std::vector<fs::path> pictures_in(const fs::path& folder) {
    std::vector<fs::path> paths;
    if (fs::is_directory(folder))
        for (const auto& entry : fs::directory_iterator(folder)) {
            const auto extension = entry.path().extension();
            if (extension == ".png" || extension == ".jpg") paths.push_back(entry.path());
        }
    std::sort(paths.begin(), paths.end());
    return paths;
}

std::vector<fs::path> photographs() {
    return pictures_in(fs::path(SIFTSCOPE_SOURCE_DIR) / ".." / "shared" / "images");
}

sift::Image grey_of(const fs::path& path) {
    sift::Image grey = siftscope::read_picture(path)->grey;
    siftscope::round_to_depth(grey, siftscope::Depth::eight_bit);
    return grey;
}

sift::DetectParams changed(void (*change)(sift::DetectParams&)) {
    sift::DetectParams params = sift::DetectParams::classic();
    change(params);
    return params;
}

const std::vector<sift::DetectParams> other_settings = {
    changed([](auto& p) { p.layers = 2; }),
    changed([](auto& p) { p.layers = 5; }),
    changed([](auto& p) { p.contrast_threshold = 0.01; }),
    changed([](auto& p) { p.edge_threshold = 5; }),
    changed([](auto& p) { p.sigma = 1.2; }),
};

}  // namespace

TEST_CASE("agreement: keypoints and descriptors of drawn textures are cv::SIFT's", "[sift][opencv]") {
    Agreement sum;
    for (unsigned seed = 1; seed <= 6; ++seed) sum.add(textured_picture(401, 299, seed, 400)->grey);
    CAPTURE(sum.text());
    REQUIRE(sum.theirs > 1500);
    CHECK(sum.found_at_least(0.999));
    CHECK(sum.close_at_least(0.995));
    CHECK(sum.identical_at_least(0.98));
    CHECK(sum.worst_bin <= 3);
}

TEST_CASE("agreement: holds at other settings than the defaults", "[sift][opencv]") {
    for (const auto& params : other_settings) {
        Agreement sum;
        for (unsigned seed = 1; seed <= 2; ++seed)
            sum.add(textured_picture(401, 299, seed, 400)->grey, params);
        CAPTURE(params.layers, params.contrast_threshold, params.edge_threshold, params.sigma, sum.text());
        CHECK(sum.found_at_least(0.995));
    }
}

TEST_CASE("agreement: small pictures of awkward sizes have cv::SIFT's keypoints", "[sift][opencv]") {
    Agreement sum;
    for (const auto& [width, height] :
         {std::pair{6, 6}, std::pair{7, 64}, std::pair{11, 30}, std::pair{23, 23}, std::pair{64, 33},
          std::pair{127, 45}, std::pair{257, 19}, std::pair{90, 91}})
        sum.add(textured_picture(width, height, 3, 60)->grey);
    CAPTURE(sum.text());
    REQUIRE(sum.theirs > 60);
    CHECK(sum.found >= std::max(sum.theirs, sum.ours) - 1);
    CHECK(sum.worst_bin <= 3);
}

TEST_CASE("agreement: the strongest keypoints and RootSIFT are cv::SIFT's too", "[sift][opencv]") {
    sift::DetectParams params = sift::DetectParams::classic();
    params.max_features = 100;
    params.root = true;
    Agreement sum;
    for (unsigned seed = 1; seed <= 3; ++seed) sum.add(textured_picture(401, 299, seed, 400)->grey, params);
    CAPTURE(sum.text());
    CHECK(sum.found_at_least(0.99));
    CHECK(sum.worst_bin <= 12);  // the square root is steep at 0: a bin of 1 becomes 10
}

TEST_CASE("agreement: the bundled pictures have cv::SIFT's keypoints", "[sift][opencv]") {
    for (const auto& path : pictures_in(fs::path(SIFTSCOPE_SOURCE_DIR) / "assets")) {
        Agreement one;
        one.add(grey_of(path));
        CAPTURE(path.filename().string(), one.text());
        CHECK(one.found_at_least(0.995));
    }
}

TEST_CASE("agreement: 99.9 % of the photographs' keypoints and 98 % of their descriptors are cv::SIFT's",
          "[sift][opencv][photographs]") {
    Agreement sum;
    for (const auto& path : photographs()) sum.add(grey_of(path));
    if (sum.theirs == 0) return;  // the photographs are not there
    CAPTURE(sum.text());
    CHECK(sum.found_at_least(0.999));
    CHECK(sum.close_at_least(0.995));
    CHECK(sum.identical_at_least(0.98));
    CHECK(sum.worst_bin <= 3);
}

TEST_CASE("agreement: 99.5 % of the photographs' keypoints at other settings are cv::SIFT's",
          "[sift][opencv][photographs]") {
    for (const auto& params : other_settings) {
        Agreement sum;
        for (const auto& path : photographs())
            if (path.stem() != "river1" && path.stem() != "roofs1")  // the largest: left to the defaults
                sum.add(grey_of(path), params);
        if (sum.theirs == 0) return;
        CAPTURE(params.layers, params.contrast_threshold, params.edge_threshold, params.sigma, sum.text());
        CHECK(sum.found_at_least(0.995));
    }
}
