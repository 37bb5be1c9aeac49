#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <limits>
#include <string>
#include <vector>

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "app/files/read_picture.h"
#include "app/files/sha256.h"
#include "tests/app/picture_bytes.h"
#include "tests/app/picture_checks.h"
#include "tests/support/catch.h"
#include "tests/support/temporary_folder.h"

namespace fs = std::filesystem;
using namespace std::string_literals;
using siftscope::Depth;
using siftscope::read_picture;

namespace {

fs::path written(const TemporaryFolder& folder, const std::string& name, const cv::Mat& picture) {
    const fs::path path = folder.path() / name;
    REQUIRE(cv::imwrite(path.string(), picture));
    return path;
}

}  // namespace

TEST_CASE("read_picture: 8-bit grey is taken as it is, colour as cvtColor BGR2GRAY gives it",
          "[app][files]") {
    const TemporaryFolder folder;
    const std::string extension = GENERATE(".png", ".tif", ".bmp", ".pnm", ".ras", ".jp2");
    CAPTURE(extension);
    const cv::Mat grey = noise(CV_8UC1, 64, 96);  // JPEG 2000 takes none smaller
    const auto from_grey = read_picture(written(folder, "grey" + extension, grey));
    // cv::imwrite makes lossy JPEG 2000: there what cv::imread sees is the truth.
    const cv::Mat expected_grey =
        extension == ".jp2" ? cv::imread((folder.path() / "grey.jp2").string(), 0) : grey;
    CHECK(largest_difference(from_grey->grey, expected_grey) == 0);
    CHECK(from_grey->depth == Depth::eight_bit);
    CHECK(from_grey->width == 96);
    CHECK(from_grey->height == 64);
    CHECK(from_grey->colour.type() == CV_8UC3);

    const cv::Mat colour = noise(CV_8UC3, 64, 96);
    const auto from_colour = read_picture(written(folder, "colour" + extension, colour));
    const cv::Mat seen = extension == ".jp2" ? cv::imread((folder.path() / "colour.jp2").string()) : colour;
    cv::Mat expected;
    cv::cvtColor(seen, expected, cv::COLOR_BGR2GRAY);
    CHECK(largest_difference(from_colour->grey, expected) == 0);
    CHECK(cv::norm(from_colour->colour, seen, cv::NORM_INF) == 0);
}

TEST_CASE("read_picture: JPEG and WebP give what cvtColor makes of cv::imread's colours", "[app][files]") {
    const TemporaryFolder folder;
    const std::string extension = GENERATE(".jpg", ".webp");
    CAPTURE(extension);
    const fs::path path = written(folder, "colour" + extension, noise(CV_8UC3));
    cv::Mat expected;
    cv::cvtColor(cv::imread(path.string()), expected, cv::COLOR_BGR2GRAY);
    CHECK(largest_difference(read_picture(path)->grey, expected) == 0);
}

TEST_CASE("read_picture: 16 bit keeps its precision, and 257 steps are one level", "[app][files]") {
    const TemporaryFolder folder;
    const std::string extension = GENERATE(".png", ".tif");
    CAPTURE(extension);
    const cv::Mat grey = noise(CV_16UC1);
    const auto picture = read_picture(written(folder, "grey" + extension, grey));
    CHECK(picture->depth == Depth::sixteen_bit);
    cv::Mat expected;
    grey.convertTo(expected, CV_64F, 1.0 / 257.0);
    cv::Mat actual;
    matrix(picture->grey).convertTo(actual, CV_64F);
    CHECK(cv::norm(actual, expected, cv::NORM_INF) < 255 * std::numeric_limits<float>::epsilon());

    const cv::Mat eight_bit = noise(CV_8UC1);
    cv::Mat widened;
    eight_bit.convertTo(widened, CV_16U, 257);
    const auto same = read_picture(written(folder, "widened" + extension, widened));
    CHECK(largest_difference(same->grey, eight_bit) == 0);
    CHECK(cv::norm(same->colour, cv::imread((folder.path() / ("widened" + extension)).string()),
                   cv::NORM_INF) == 0);

    const cv::Mat colour = noise(CV_16UC3);
    cv::Mat colour_grey;
    cv::cvtColor(colour, colour_grey, cv::COLOR_BGR2GRAY);
    cv::Mat levels;
    colour_grey.convertTo(levels, CV_32F);
    levels /= 257.0F;
    const auto from_colour = read_picture(written(folder, "colour" + extension, colour));
    CHECK(largest_difference(from_colour->grey, levels) < 255 * 2 * std::numeric_limits<float>::epsilon());
}

TEST_CASE("read_picture: float is taken as 0..1, double too, NaN and infinity are refused", "[app][files]") {
    const TemporaryFolder folder;
    const std::string extension = GENERATE(".tif", ".pfm");
    CAPTURE(extension);
    const std::vector<int> uncompressed = {cv::IMWRITE_TIFF_COMPRESSION, 1};
    const fs::path path = folder.path() / ("float" + extension);
    for (const int type : {CV_32FC1, CV_32FC3}) {
        const cv::Mat samples = noise(type);
        REQUIRE(cv::imwrite(path.string(), samples, uncompressed));
        const auto picture = read_picture(path);
        CHECK(picture->depth == Depth::floating);
        cv::Mat grey = samples;
        if (type == CV_32FC3) cv::cvtColor(samples, grey, cv::COLOR_BGR2GRAY);
        CHECK(largest_difference(picture->grey, grey * 255.0F) <=
              255 * std::numeric_limits<float>::epsilon());
        CHECK(picture->colour.type() == CV_8UC3);
    }
    for (const float bad : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(),
                            std::numeric_limits<float>::max()}) {
        cv::Mat samples = noise(CV_32FC1);
        samples.at<float>(5, 7) = bad;
        REQUIRE(cv::imwrite(path.string(), samples, uncompressed));
        CHECK(sentence_of(path).find("NaN or infinite") != std::string::npos);
    }
    if (extension == ".tif") {
        const cv::Mat samples = noise(CV_64FC1);
        REQUIRE(cv::imwrite(path.string(), samples, uncompressed));
        CHECK(largest_difference(read_picture(path)->grey, samples * 255.0) < 1e-4);
    }
}

TEST_CASE("read_picture: alpha is composed over black, for colour and for grey", "[app][files]") {
    // Opaque, half, a quarter, transparent. 200 * 128 / 255 = 100.4, 200 * 64 / 255 = 50.2.
    const std::string grey_alpha = "\xC8\xFF\xC8\x80\xC8\x40\xC8\x00"s;
    const auto from_grey = decoded(picture_bytes::png(4, 1, 8, 4, {grey_alpha}));
    CHECK(row_of(from_grey->grey) == std::vector<float>{200, 100, 50, 0});

    const std::string rgba = "\xC8\xC8\xC8\xFF\xC8\xC8\xC8\x80\xC8\xC8\xC8\x40\xC8\xC8\xC8\x00"s;
    const auto from_colour = decoded(picture_bytes::png(4, 1, 8, 6, {rgba}));
    CHECK(row_of(from_colour->grey) == std::vector<float>{200, 100, 50, 0});
    CHECK(from_colour->colour.at<cv::Vec3b>(0, 1) == cv::Vec3b(100, 100, 100));

    // 16 bit: 0xC8C8 = 200 * 257; half opacity 0x8000 / 0xFFFF; the result rounded to one step of 65535.
    const auto wide = decoded(picture_bytes::png(2, 1, 16, 4, {"\xC8\xC8\xFF\xFF\xC8\xC8\x80\x00"s}));
    CHECK(wide->depth == Depth::sixteen_bit);
    CHECK(wide->grey.at(0, 0) == 200.0F);
    CHECK(wide->grey.at(1, 0) == Approx(200.0 * 0x8000 / 0xFFFF).margin(0.5 / 257));

    // A palette with transparency, and a grey and a colour that are declared transparent.
    const std::string palette = "\x64\x64\x64\xC8\xC8\xC8"s;
    const auto from_palette =
        decoded(picture_bytes::png(2, 1, 8, 3, {"\0\1"s}, {{"PLTE", palette}, {"tRNS", "\xFF\x80"s}}));
    CHECK(row_of(from_palette->grey) == std::vector<float>{100, 100});
    const auto keyed_grey = decoded(picture_bytes::png(3, 1, 8, 0, {"\x64\xC8\x65"s}, {{"tRNS", "\0\xC8"s}}));
    CHECK(row_of(keyed_grey->grey) == std::vector<float>{100, 0, 101});
    CHECK(keyed_grey->colour.at<cv::Vec3b>(0, 1) == cv::Vec3b(0, 0, 0));
    const auto keyed_colour = decoded(
        picture_bytes::png(2, 1, 8, 2, {"\x64\x64\x64\xC8\xC8\xC8"s}, {{"tRNS", "\0\xC8\0\xC8\0\xC8"s}}));
    CHECK(row_of(keyed_colour->grey) == std::vector<float>{100, 0});
}

TEST_CASE("read_picture: a TIFF's alpha is multiplied once, whoever is to do it", "[app][files]") {
    const auto rgba_tiff = [](std::uint32_t bits, int extra, const std::string& pixel) {
        std::vector<picture_bytes::TiffEntry> entries = {
            {258, 3, {bits, bits, bits, bits}}, {259, 3, {1}}, {262, 3, {2}}, {277, 3, {4}}, {284, 3, {1}}};
        if (extra >= 0) entries.push_back({338, 3, {static_cast<std::uint32_t>(extra)}});
        return picture_bytes::tiff(1, 1, entries, pixel);
    };
    const std::string eight = "\xC8\xC8\xC8\x80"s;
    const std::string sixteen = "\xC8\xC8\xC8\xC8\xC8\xC8\x80\x80"s;
    const auto grey = [](const std::string& bytes) { return decoded(bytes)->grey.at(0, 0); };
    CHECK(grey(rgba_tiff(8, 2, eight)) == 100.0F);   // unassociated: straight
    CHECK(grey(rgba_tiff(8, -1, eight)) == 100.0F);  // no word on it: straight, as cv::imwrite writes it
    CHECK(grey(rgba_tiff(16, 2, sixteen)) == Approx(200.0 * 0x80 / 0xFF).margin(0.5 / 257));
    CHECK(grey(rgba_tiff(8, 1, eight)) == 200.0F);  // associated: multiplied already
    CHECK(grey(rgba_tiff(16, 1, sixteen)) == 200.0F);

    const std::string grey_alpha = picture_bytes::tiff(
        1, 1, {{258, 3, {8, 8}}, {259, 3, {1}}, {262, 3, {1}}, {277, 3, {2}}, {338, 3, {2}}}, "\xC8\x80"s);
    CHECK(sentence_of(grey_alpha).find("grey TIFF with alpha") != std::string::npos);
}

TEST_CASE("read_picture: palette and 1-bit pictures are what they look like", "[app][files]") {
    const auto bits = decoded(picture_bytes::png(10, 1, 1, 0, {"\xA5\x40"s}));
    CHECK(row_of(bits->grey) == std::vector<float>{255, 0, 255, 0, 0, 255, 0, 255, 0, 255});
    const auto two_bits = decoded(picture_bytes::png(4, 1, 2, 0, {"\x1B"s}));
    CHECK(row_of(two_bits->grey) == std::vector<float>{0, 85, 170, 255});
    // Pure red, green and blue have the grey levels 76, 150 and 29 (0.299, 0.587, 0.114 of 255).
    const auto palette =
        decoded(picture_bytes::png(3, 1, 8, 3, {"\2\1\0"s}, {{"PLTE", "\xFF\0\0\0\xFF\0\0\0\xFF"s}}));
    CHECK(row_of(palette->grey) == std::vector<float>{29, 150, 76});
    CHECK(palette->colour.at<cv::Vec3b>(0, 2) == cv::Vec3b(0, 0, 255));
}

TEST_CASE("read_picture: a CMYK JPEG has the colours of its inks", "[app][files]") {
    // 16 x 16 pixels made with Pillow: the left half C 200 M 40 Y 10 K 30, the right half C 20 M 160 Y 90
    // K 60.
    const std::string cmyk =
        "\xFF\xD8\xFF\xEE\x00\x0E\x41\x64\x6F\x62\x65\x00\x64\x00\x00\x00\x00\x00\xFF\xDB\x00\x43\x00\x10"
        "\x0B\x0C\x0E\x0C\x0A\x10\x0E\x0D\x0E\x12\x11\x10\x13\x18\x28\x1A\x18\x16\x16\x18\x31\x23\x25\x1D"
        "\x28\x3A\x33\x3D\x3C\x39\x33\x38\x37\x40\x48\x5C\x4E\x40\x44\x57\x45\x37\x38\x50\x6D\x51\x57\x5F"
        "\x62\x67\x68\x67\x3E\x4D\x71\x79\x70\x64\x78\x5C\x65\x67\x63\xFF\xC0\x00\x14\x08\x00\x10\x00\x10"
        "\x04\x43\x11\x00\x4D\x11\x00\x59\x11\x00\x4B\x11\x00\xFF\xC4\x00\x16\x00\x01\x01\x01\x00\x00\x00"
        "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x06\x04\x07\xFF\xC4\x00\x14\x10\x01\x00\x00\x00\x00\x00"
        "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xFF\xDA\x00\x0E\x04\x43\x00\x4D\x00\x59\x00\x4B\x00"
        "\x00\x3F\x00\x34\x58\x76\x62\xD6\xC0\x85\xD0\x32\x43\xD2\x85\xED\x6C\x08\x5D\x03\xFF\xD9"s;
    const auto picture = decoded(cmyk);
    const auto light = [](int ink, int black) { return (255.0 - ink) * (255.0 - black) / 255.0; };
    const double expected[2][3] = {{light(10, 30), light(40, 30), light(200, 30)},
                                   {light(90, 60), light(160, 60), light(20, 60)}};
    for (int half = 0; half < 2; ++half)
        for (int channel = 0; channel < 3; ++channel) {
            CAPTURE(half, channel);
            // Ink and black are each off by half a step of the DC quantizer (16 / 8 / 2) and rounding.
            CHECK(picture->colour.at<cv::Vec3b>(8, 4 + 8 * half)[channel] ==
                  Approx(expected[half][channel]).margin(2 * 1.5 + 0.5));
        }
}

TEST_CASE("read_picture: EXIF orientation stands the picture upright, in each format that carries it",
          "[app][files]") {
    // Rows of an F-like picture that is nothing like its mirror images.
    const cv::Mat stored = noise(CV_8UC3, 6, 9);
    const int orientation = GENERATE(range(0, 10));
    CAPTURE(orientation);
    // The stored first row and first column are, upright: 1 top left, 2 top right, 3 bottom right, 4 bottom
    // left, 5 left top, 6 right top, 7 right bottom, 8 left bottom (EXIF 2.32, tag 274).
    const bool known = orientation >= 1 && orientation <= 8;
    const bool turned = known && orientation >= 5;
    cv::Mat expected(turned ? 9 : 6, turned ? 6 : 9, CV_8UC3);
    for (int row = 0; row < 6; ++row)
        for (int column = 0; column < 9; ++column) {
            const bool row_from_end =
                known && (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7);
            const bool column_from_end =
                known && (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8);
            const int r = row_from_end ? 5 - row : row;
            const int c = column_from_end ? 8 - column : column;
            expected.at<cv::Vec3b>(turned ? c : r, turned ? r : c) = stored.at<cv::Vec3b>(row, column);
        }

    const std::string exif = picture_bytes::exif(orientation);
    const std::string opaque_png = encoded(".png", stored);
    const std::string notes_png = opaque_png.substr(0, 33) + png_chunk("eXIf", exif) + opaque_png.substr(33);
    CHECK(cv::norm(decoded(notes_png)->colour, expected, cv::NORM_INF) == 0);

    cv::Mat with_alpha;
    cv::cvtColor(stored, with_alpha, cv::COLOR_BGR2BGRA);
    const std::string alpha_png = encoded(".png", with_alpha);
    const std::string notes_alpha = alpha_png.substr(0, 33) + png_chunk("eXIf", exif) + alpha_png.substr(33);
    CHECK(cv::norm(decoded(notes_alpha)->colour, expected, cv::NORM_INF) == 0);

    if (known) {
        std::string pixels;
        for (int i = 0; i < 6 * 9; ++i)
            for (int c = 2; c >= 0; --c) pixels += static_cast<char>(stored.data[3 * i + c]);
        const auto bits = std::vector<std::uint32_t>{8, 8, 8};
        const std::string tiff = picture_bytes::tiff(9, 6,
                                                     {{258, 3, bits},
                                                      {259, 3, {1}},
                                                      {262, 3, {2}},
                                                      {277, 3, {3}},
                                                      {274, 3, {static_cast<std::uint32_t>(orientation)}}},
                                                     pixels);
        CHECK(cv::norm(decoded(tiff)->colour, expected, cv::NORM_INF) == 0);
    }

    // Lossy: the truth is cv::imread, which applies a JPEG's orientation in this mode.
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "turned.jpg";
    std::ofstream(path, std::ios::binary) << picture_bytes::jpeg_with_exif(encoded(".jpg", stored), exif);
    CHECK(cv::norm(read_picture(path)->colour, cv::imread(path.string()), cv::NORM_INF) == 0);

    const cv::Mat lossless_webp = stored;
    std::string webp = encoded(".webp", lossless_webp, {cv::IMWRITE_WEBP_QUALITY, 101});
    REQUIRE(webp.substr(12, 4) == "VP8L");
    const std::string extended = "VP8X\x0A\0\0\0\x08\0\0\0\x08\0\0\x05\0\0"s;  // flag EXIF; 9 x 6 less one
    std::string riff = "WEBP" + extended + webp.substr(12) + "EXIF"s +
                       std::string(1, static_cast<char>(exif.size())) + std::string(3, '\0') + exif;
    webp = "RIFF" + std::string(1, static_cast<char>(riff.size() & 0xFF)) +
           std::string(1, static_cast<char>(riff.size() >> 8)) + std::string(2, '\0') + riff;
    CHECK(cv::norm(decoded(webp)->colour, expected, cv::NORM_INF) == 0);
}

TEST_CASE("read_picture: names with blanks and letters of any language, and the hash of the bytes",
          "[app][files]") {
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "Ein Bild – 絵 ñ.png";
    const std::string bytes = encoded(".png", noise(CV_8UC1));
    std::ofstream(path, std::ios::binary) << bytes;
    const auto picture = read_picture(path);
    CHECK(picture->path == path);
    CHECK(picture->sha256 == siftscope::sha256(bytes_of(bytes)));
    // FIPS 180-4's example.
    CHECK(siftscope::sha256(bytes_of("abc")) ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(siftscope::sha256({}) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("read_picture: one pixel, one row, one column are pictures", "[app][files]") {
    for (const cv::Size size : {cv::Size(1, 1), cv::Size(500, 1), cv::Size(1, 500)})
        for (const char* extension : {".png", ".jpg", ".tif", ".bmp", ".pgm", ".webp"}) {
            CAPTURE(size.width, size.height, extension);
            const auto picture = decoded(encoded(extension, noise(CV_8UC1, size.height, size.width)));
            CHECK(picture->width == size.width);
            CHECK(picture->grey.height() == size.height);
        }
}

TEST_CASE("read_picture: the photographs are read as cv::imread and cvtColor read them", "[app][files]") {
    const fs::path folder = fs::path(SIFTSCOPE_SOURCE_DIR) / ".." / "shared" / "images";
    if (!fs::is_directory(folder)) return;
    int count = 0;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const cv::Mat colour = cv::imread(entry.path().string());
        if (colour.empty()) continue;
        CAPTURE(entry.path().string());
        cv::Mat grey;
        cv::cvtColor(colour, grey, cv::COLOR_BGR2GRAY);
        CHECK(largest_difference(read_picture(entry.path())->grey, grey) == 0);
        ++count;
    }
    CHECK(count > 0);
}
