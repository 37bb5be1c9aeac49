#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "app/files/quiet_stderr.h"
#include "tests/app/picture_bytes.h"
#include "tests/app/picture_checks.h"
#include "tests/support/temporary_folder.h"

namespace fs = std::filesystem;
using namespace std::string_literals;

namespace {

struct Sample {
    std::string name;
    std::string bytes;
};

cv::Mat smooth_colour(int rows, int columns) {
    cv::Mat picture = noise(CV_8UC3, rows, columns);
    cv::GaussianBlur(picture, picture, {}, 1.5);
    return picture;
}

/// A small file of each format, made so that a short file still has all of its structure.
std::vector<Sample> one_of_each() {
    const cv::Mat colour = smooth_colour(24, 40);
    cv::Mat alpha;
    cv::cvtColor(colour, alpha, cv::COLOR_BGR2BGRA);
    return {
        {"png", encoded(".png", colour)},
        {"png with alpha", encoded(".png", alpha)},
        {"png 16 bit", encoded(".png", noise(CV_16UC1))},
        {"jpeg", encoded(".jpg", colour)},
        {"jpeg progressive", encoded(".jpg", colour, {cv::IMWRITE_JPEG_PROGRESSIVE, 1})},
        {"jpeg with exif", picture_bytes::jpeg_with_exif(encoded(".jpg", colour), picture_bytes::exif(6))},
        {"tiff", encoded(".tif", colour)},
        {"tiff uncompressed", encoded(".tif", colour, {cv::IMWRITE_TIFF_COMPRESSION, 1})},
        {"webp", encoded(".webp", colour)},
        {"webp lossless", encoded(".webp", colour, {cv::IMWRITE_WEBP_QUALITY, 101})},
        {"bmp", encoded(".bmp", colour)},
        {"sun raster", encoded(".ras", colour)},
        {"ppm", encoded(".ppm", colour)},
        {"pgm as text", encoded(".pgm", noise(CV_8UC1), {cv::IMWRITE_PXM_BINARY, 0})},
        {"pfm", encoded(".pfm", noise(CV_32FC1))},
        {"hdr", encoded(".hdr", noise(CV_32FC3))},
        {"jp2", encoded(".jp2", smooth_colour(64, 64))},
    };
}

/// What standard error receives while it lives.
class StderrCapture {
  public:
    explicit StderrCapture(fs::path file) : file_(std::move(file)), kept_(::dup(STDERR_FILENO)) {
        const int descriptor = ::open(file_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        ::dup2(descriptor, STDERR_FILENO);
        ::close(descriptor);
    }
    ~StderrCapture() {
        ::dup2(kept_, STDERR_FILENO);
        ::close(kept_);
    }
    StderrCapture(const StderrCapture&) = delete;
    StderrCapture& operator=(const StderrCapture&) = delete;

    [[nodiscard]] std::string text() const {
        std::ifstream in(file_);
        return {std::istreambuf_iterator<char>(in), {}};
    }

  private:
    fs::path file_;
    int kept_;
};

std::string big_endian(std::uint32_t value, int count) {
    std::string bytes;
    for (int i = count - 1; i >= 0; --i) bytes += static_cast<char>(value >> 8 * i & 0xFF);
    return bytes;
}

std::string little_endian(std::uint32_t value, int count) {
    const std::string bytes = big_endian(value, count);
    return {bytes.rbegin(), bytes.rend()};
}

}  // namespace

TEST_CASE("bad pictures: what is no picture is refused in one sentence that names the file", "[app][files]") {
    const TemporaryFolder folder;
    const auto file = [&](const char* name, const std::string& bytes) {
        std::ofstream(folder.path() / name, std::ios::binary) << bytes;
        return folder.path() / name;
    };
    const std::vector<std::pair<fs::path, std::string>> bad = {
        {folder.path() / "missing.png", "does not exist"},
        {folder.path() / "no folder" / "a.png", "does not exist"},
        {folder.path(), "is a folder"},
        {file("empty.png", ""), "is empty"},
        {file("two words.txt", "not a picture\n"), "not a picture"},
        {file("animation.gif", "GIF89a" + std::string(100, 'x')), "not a picture"},
        {file("signature.png", "\x89PNG\r\n\x1A\n"), "cut short"},
        {file("start.jpg", "\xFF\xD8\xFF\xE0"), "cut short"},
        {"/dev/zero", "device"},
        {folder.path() / std::string(300, 'n'), "too long"},
    };
    for (const auto& [path, reason] : bad) {
        const std::string sentence = sentence_of(path);
        CAPTURE(sentence);
        CHECK(sentence.find(path.filename().string()) != std::string::npos);
        CHECK(sentence.find(reason) != std::string::npos);
        CHECK(sentence.find(';') != std::string::npos);  // what is wrong; what to do
        CHECK(sentence.find('\n') == std::string::npos);
    }
    CHECK(sentence_of(fs::path()).find("empty") != std::string::npos);
    CHECK(sentence_of(fs::path("a\nb.png")).find('\n') == std::string::npos);
    if (::geteuid() != 0) {  // root may read everything
        const fs::path locked = file("locked.png", "x");
        fs::permissions(locked, fs::perms::none);
        CHECK(sentence_of(locked).find("may not be read") != std::string::npos);
    }
}

TEST_CASE("bad pictures: a pipe that nobody writes to is refused at once", "[app][files]") {
    const TemporaryFolder folder;
    const fs::path pipe = folder.path() / "pipe.png";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    CHECK(sentence_of(pipe).find("pipe") != std::string::npos);
}

TEST_CASE("bad pictures: a file cut short at any length is refused or has lost nothing of its picture",
          "[app][files]") {
    for (const Sample& sample : one_of_each()) {
        const auto whole = decoded(sample.bytes);
        const std::size_t step = 1 + sample.bytes.size() / 150;
        std::size_t refused = 0;
        std::size_t tried = 0;
        for (std::size_t length = 1; length < sample.bytes.size(); length += step, ++tried) {
            CAPTURE(sample.name, length, sample.bytes.size());
            std::shared_ptr<const siftscope::Picture> cut;
            try {
                cut = decoded(sample.bytes.substr(0, length));
            } catch (const siftscope::UserError&) {
                ++refused;
                continue;
            }
            CHECK(cut->grey == whole->grey);
        }
        CAPTURE(sample.name, refused, tried);
        if (sample.name.rfind("png", 0) == 0 || sample.name.rfind("webp", 0) == 0) CHECK(refused == tried);
        CHECK(refused + 10 > tried);
    }
}

TEST_CASE("bad pictures: a JPEG cut in its last bytes is refused, bytes after its end are not minded",
          "[app][files]") {
    for (const int progressive : {0, 1}) {
        const std::string jpeg =
            encoded(".jpg", smooth_colour(60, 80), {cv::IMWRITE_JPEG_PROGRESSIVE, progressive});
        const auto whole = decoded(jpeg);
        for (const std::size_t missing : {std::size_t{1}, std::size_t{2}, std::size_t{50}, jpeg.size() / 2})
            CHECK(sentence_of(jpeg.substr(0, jpeg.size() - missing)).find("cut short") != std::string::npos);
        CHECK(decoded(jpeg + "after")->grey == whole->grey);
        CHECK(decoded(jpeg + std::string(5000, '\xFF'))->grey == whole->grey);
        // A thumbnail inside the EXIF segment has an end marker of its own.
        const std::string thumbnail = encoded(".jpg", smooth_colour(16, 16));
        const std::string noted = picture_bytes::jpeg_with_exif(jpeg, picture_bytes::exif(1) + thumbnail);
        CHECK(decoded(noted)->grey == whole->grey);
        CHECK(sentence_of(noted.substr(0, noted.size() - 100)).find("cut short") != std::string::npos);
    }
}

TEST_CASE("bad pictures: a header that promises too many pixels is refused before they are made",
          "[app][files]") {
    const std::string filler(100, '\0');
    const std::vector<Sample> bombs = {
        {"png", picture_bytes::png(50'000, 50'000, 8, 2, {})},
        {"png of 2^32 pixels", picture_bytes::png(65'536, 65'536, 1, 0, {})},
        {"png of the largest size", picture_bytes::png(0x7FFFFFFF, 0x7FFFFFFF, 16, 6, {})},
        {"jpeg", "\xFF\xD8\xFF\xC0\0\x0B\x08\xFF\xFF\xFF\xFF\1\1\x11\0\xFF\xD9"s + filler},
        {"tiff", picture_bytes::tiff(40'000, 40'000,
                                     {{258, 3, {8}}, {259, 3, {1}}, {262, 3, {1}}, {277, 3, {1}}}, filler)},
        {"bmp", "BM" + std::string(12, '\0') + little_endian(40, 4) + little_endian(60'000, 4) +
                    little_endian(static_cast<std::uint32_t>(-60'000), 4) + "\1\0\x18\0"s + filler},
        {"pgm", "P5 100000 100000 255\n" + filler},
        {"pam", "P7\nWIDTH 100000\nHEIGHT 100000\nDEPTH 3\nMAXVAL 255\nENDHDR\n" + filler},
        {"pfm", "PF\n100000 100000\n-1.0\n" + filler},
        {"hdr", "#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 100000 +X 100000\n" + filler},
        {"sun raster", "\x59\xA6\x6A\x95" + big_endian(100'000, 4) + big_endian(100'000, 4) + filler},
        {"jpeg 2000", "\xFF\x4F\xFF\x51" + big_endian(47, 2) + std::string(2, '\0') + big_endian(100'000, 4) +
                          big_endian(100'000, 4) + filler},
        {"webp", "RIFF\x70\0\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0\xFF\xFF\1\xFF\xFF\1"s + filler},
    };
    for (const Sample& bomb : bombs) {
        const std::string sentence = sentence_of(bomb.bytes);
        CAPTURE(bomb.name, sentence);
        CHECK((sentence.find("megapixels") != std::string::npos ||
               sentence.find("on a side") != std::string::npos));
        CHECK(sentence.find("scale it down") != std::string::npos);
    }
    // Within the limit, but not with so few bytes.
    for (const Sample& small :
         {Sample{"png", picture_bytes::png(16'000, 16'000, 8, 2, {})},
          Sample{"pgm", "P5 16000 16000 255\n" + filler},
          Sample{"jpeg", "\xFF\xD8\xFF\xC0\0\x0B\x08\x3E\x80\x3E\x80\1\1\x11\0\xFF\xD9"s + filler}}) {
        CAPTURE(small.name);
        CHECK(sentence_of(small.bytes).find("cannot hold") != std::string::npos);
    }
    for (const Sample& none : {Sample{"png", picture_bytes::png(0, 10, 8, 2, {})},
                               Sample{"pgm", "P5 0 0 255\n"}, Sample{"pgm without number", "P5 x y 255\n"}}) {
        CAPTURE(none.name);
        CHECK(sentence_of(none.bytes).find("no pixels") != std::string::npos);
    }
}

TEST_CASE("bad pictures: a JPEG of thousands of scans is refused, a progressive one is read",
          "[app][files]") {
    const std::string frame = "\xFF\xD8\xFF\xC2\0\x0B\x08\0\x10\0\x10\1\1\x11\0"s;
    const std::string scan = "\xFF\xDA\0\x08\1\1\0\0\0\0"s;
    std::string bytes = frame;
    for (int i = 0; i < 5000; ++i) bytes += scan;
    CHECK(sentence_of(bytes + "\xFF\xD9").find("scans") != std::string::npos);
    CHECK_NOTHROW(decoded(encoded(".jpg", smooth_colour(64, 64), {cv::IMWRITE_JPEG_PROGRESSIVE, 1})));
}

TEST_CASE("bad pictures: the libraries' own messages do not reach standard error", "[app][files]") {
    const TemporaryFolder folder;
    std::string printed;
    {
        const StderrCapture capture(folder.path() / "stderr");
        for (const Sample& sample : one_of_each()) {
            static_cast<void>(sentence_of(sample.bytes.substr(0, sample.bytes.size() * 3 / 4)));
            std::string damaged = sample.bytes;
            for (std::size_t i = damaged.size() / 2; i < damaged.size() / 2 + 20; ++i) damaged[i] = 'x';
            static_cast<void>(sentence_of(damaged));
        }
        std::fputs("still open", stderr);
        std::fflush(stderr);
        printed = capture.text();
    }
    CHECK(printed == "still open");
}

TEST_CASE("bad pictures: bytes changed at random give a picture or a sentence, never a crash",
          "[app][files]") {
    const unsigned seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto below = [&](std::size_t count) { return random() % count; };
    for (const Sample& sample : one_of_each()) {
        for (int round = 0; round < 120; ++round) {
            std::string bytes = sample.bytes;
            // Half of the changes hit the first bytes, where the structure is.
            const std::size_t changes = 1 + below(6);
            for (std::size_t i = 0; i < changes; ++i) {
                const std::size_t range =
                    below(2) == 0 ? std::min<std::size_t>(bytes.size(), 64) : bytes.size();
                bytes[below(range)] = static_cast<char>(random());
            }
            if (below(4) == 0) bytes.resize(1 + below(bytes.size()));
            CAPTURE(sample.name, round);
            try {
                const auto picture = decoded(bytes);
                const bool sound =
                    picture->width > 0 && picture->height > 0 && picture->grey.width() == picture->width &&
                    picture->colour.rows == picture->height && picture->colour.type() == CV_8UC3;
                if (!sound) FAIL("a picture that does not hold together");
            } catch (const siftscope::UserError& error) {
                if (std::string(error.what()).find("picture") == std::string::npos) FAIL(error.what());
            }
        }
    }
    SUCCEED();
}

TEST_CASE("bad pictures: our own sentence passes while what libraries print does not", "[app][files]") {
    const TemporaryFolder folder;
    const StderrCapture capture(folder.path() / "stderr");
    {
        const siftscope::QuietStderr quiet;
        std::fputs("noise of a library", stderr);
        siftscope::write_to_stderr("siftscope: a sentence\n");
    }
    siftscope::write_to_stderr("and one after it\n");
    CHECK(capture.text() == "siftscope: a sentence\nand one after it\n");
}
