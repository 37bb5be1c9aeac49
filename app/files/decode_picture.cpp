#include "app/files/decode_picture.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <new>
#include <string>
#include <type_traits>

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "app/files/byte_reader.h"
#include "app/files/picture_header.h"
#include "app/files/quiet_stderr.h"
#include "app/files/sha256.h"
#include "app/files/shown_path.h"
#include "app/model/error.h"

namespace siftscope {
namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr const char* formats = "PNG, JPEG, TIFF, WebP, BMP or PNM";

PictureHeader header_of(Bytes bytes, const std::string& name) {
    try {
        if (const auto header = read_picture_header(bytes)) return *header;
    } catch (const OutOfBytes&) {
        throw UserError(name + " is cut short: it ends inside its header; get a whole copy of it");
    }
    throw UserError(name + " is not a picture in a format that siftscope reads; use " + formats);
}

std::string megapixels(std::uint64_t pixels) {
    return std::to_string(pixels / 1'000'000) + " megapixels";
}

/// Decoding takes what the header asks for, whatever the file's own size: so the header is judged first.
void refuse_unfit_size(const PictureHeader& header, const std::string& name) {
    const std::string size = std::to_string(header.width) + " x " + std::to_string(header.height);
    if (header.width == 0 || header.height == 0)
        throw UserError(name + " has no pixels (" + size + "); choose another picture");
    constexpr std::uint64_t max_side = std::uint64_t{1} << 20;  // OpenCV's
    if (header.width > max_side || header.height > max_side)
        throw UserError(name + " has " + size + " pixels, more than " + std::to_string(max_side) +
                        " on a side; scale it down first");
    const std::uint64_t pixels = header.width * header.height;
    if (pixels > max_picture_pixels)
        throw UserError(name + " has " + size + " pixels (" + megapixels(pixels) +
                        "), more than the limit of " + megapixels(max_picture_pixels) +
                        "; scale it down first");
    // At the least: decoded with alpha, as colour, as 8-bit and as float grey.
    constexpr std::uint64_t bytes_per_pixel = 4 + 3 + 1 + 4;
    const std::uint64_t memory = static_cast<std::uint64_t>(::sysconf(_SC_PHYS_PAGES)) *
                                 static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    if (pixels * bytes_per_pixel > memory)
        throw UserError(name + " has " + size +
                        " pixels, more than this machine's memory holds; scale it down first");
}

/// The samples as stored: any depth, 1, 3 or 4 channels (BGR order), not yet upright.
cv::Mat decode_samples(Bytes bytes, const std::string& name) {
    const QuietStderr quiet;
    try {
        // OpenCV takes the bytes through a Mat that cannot be const; it only reads them.
        const cv::Mat encoded(1, static_cast<int>(bytes.size()), CV_8U,
                              const_cast<std::uint8_t*>(bytes.data()));
        return cv::imdecode(encoded, cv::IMREAD_UNCHANGED);
    } catch (const std::bad_alloc&) {
        throw UserError(name + " does not fit into memory; scale it down first");
    } catch (const cv::Exception& error) {
        if (error.code == cv::Error::StsNoMem)
            throw UserError(name + " does not fit into memory; scale it down first");
        return {};  // as for any other damage
    }
}

/// EXIF 2.32, tag 274: where the stored first row and first column belong on the upright picture.
cv::Mat upright(const cv::Mat& stored, int orientation) {
    cv::Mat picture = stored;
    if (orientation >= 5) cv::transpose(stored, picture);  // 5..8: rows are columns
    const bool mirror_x = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
    const bool mirror_y = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
    if (!mirror_x && !mirror_y) return picture;
    cv::Mat flipped;
    cv::flip(picture, flipped, mirror_x && mirror_y ? -1 : mirror_x ? 1 : 0);
    return flipped;
}

/// One sample times its opacity, `full` = fully opaque, rounded to the nearest step of its depth.
template <typename Sample>
Sample over_black(Sample sample, Sample alpha, Sample full) {
    if constexpr (std::is_floating_point_v<Sample>)
        return sample * alpha;
    else
        return static_cast<Sample>((std::uint32_t{sample} * alpha + full / 2U) / full);
}

/// Drops the last channel (alpha), the others multiplied by it: the picture over black.
template <typename Sample>
cv::Mat composed_over_black(const cv::Mat& samples, Sample full) {
    const int colours = samples.channels() - 1;
    cv::Mat result(samples.rows, samples.cols, CV_MAKETYPE(samples.depth(), colours));
    for (int y = 0; y < samples.rows; ++y) {
        const auto* in = samples.ptr<Sample>(y);
        auto* out = result.ptr<Sample>(y);
        for (int x = 0; x < samples.cols; ++x, in += colours + 1, out += colours)
            for (int c = 0; c < colours; ++c) out[c] = over_black(in[c], in[colours], full);
    }
    return result;
}

cv::Mat without_alpha(const cv::Mat& samples, Alpha alpha) {
    if (samples.channels() % 2 == 1) return samples;
    if (alpha != Alpha::straight) {
        cv::Mat colours;
        if (samples.channels() == 2)
            cv::extractChannel(samples, colours, 0);
        else
            cv::cvtColor(samples, colours, cv::COLOR_BGRA2BGR);
        return colours;
    }
    switch (samples.depth()) {
        case CV_8U:
            return composed_over_black<std::uint8_t>(samples, 255);
        case CV_16U:
            return composed_over_black<std::uint16_t>(samples, 65535);
        default:
            return composed_over_black<float>(samples, 1.0F);
    }
}

/// Grey in the picture's own depth: cv::cvtColor BGR2GRAY; what is grey already stays as it is.
cv::Mat grey_samples(const cv::Mat& colours) {
    if (colours.channels() == 1) return colours;
    cv::Mat grey;
    cv::cvtColor(colours, grey, cv::COLOR_BGR2GRAY);
    return grey;
}

template <typename Sample, typename Level>
sift::Image levels(const cv::Mat& grey, Level level) {
    sift::Image image(grey.cols, grey.rows);
    for (int y = 0; y < grey.rows; ++y) {
        const auto* in = grey.ptr<Sample>(y);
        std::transform(in, in + grey.cols, image.row(y), level);
    }
    return image;
}

sift::Image grey_levels(const cv::Mat& grey) {
    switch (grey.depth()) {
        case CV_8U:
            return levels<std::uint8_t>(grey, [](std::uint8_t v) { return static_cast<float>(v); });
        case CV_16U:  // a division, not a product with 1/257: multiples of 257 become whole levels exactly
            return levels<std::uint16_t>(grey,
                                         [](std::uint16_t v) { return static_cast<float>(v) / 257.0F; });
        default:
            return levels<float>(grey, [](float v) { return v * 255.0F; });
    }
}

bool all_finite(const sift::Image& image) {
    for (int y = 0; y < image.height(); ++y)
        if (!std::all_of(image.row(y), image.row(y) + image.width(),
                         [](float v) { return std::isfinite(v); }))
            return false;
    return true;
}

/// 8-bit BGR for display.
cv::Mat display_colour(const cv::Mat& colours) {
    cv::Mat eight_bit = colours;
    if (colours.depth() == CV_16U) colours.convertTo(eight_bit, CV_8U, 1.0 / 257.0);
    if (colours.depth() == CV_32F) colours.convertTo(eight_bit, CV_8U, 255.0);
    if (eight_bit.channels() == 3) return eight_bit;
    cv::Mat bgr;
    cv::cvtColor(eight_bit, bgr, cv::COLOR_GRAY2BGR);
    return bgr;
}

Depth depth_of(const cv::Mat& samples, const std::string& name) {
    switch (samples.depth()) {
        case CV_8U:
            return Depth::eight_bit;
        case CV_16U:
            return Depth::sixteen_bit;
        case CV_32F:
            return Depth::floating;
        default:
            throw UserError(name +
                            " holds samples of an unusual kind; save it with 8 or 16 bits a sample, "
                            "unsigned, or as float");
    }
}

}  // namespace

std::shared_ptr<const Picture> decode_picture(Bytes bytes, const std::filesystem::path& path) {
    const std::string name = shown(path);
    const PictureHeader header = header_of(bytes, name);
    refuse_unfit_size(header, name);
    if (!header.complete)
        throw UserError(name + " is cut short: its picture has no end; get a whole copy of it");

    cv::Mat samples = decode_samples(bytes, name);
    if (samples.empty()) {
        if (header.format == PictureFormat::exr)
            throw UserError(name +
                            " is an OpenEXR picture, which OpenCV does not decode here; save it as a "
                            "float TIFF");
        throw UserError(name +
                        " is damaged or cut short and cannot be decoded; get a whole copy of it, or "
                        "save it as PNG");
    }
    if (samples.channels() > 4)
        throw UserError(name + " has " + std::to_string(samples.channels()) +
                        " channels; save it as grey or colour, with or without alpha");
    if (samples.depth() == CV_64F) samples.convertTo(samples, CV_32F);

    auto picture = std::make_shared<Picture>();
    picture->path = path;
    picture->sha256 = sha256(bytes);
    picture->depth = depth_of(samples, name);
    const cv::Mat colours = without_alpha(upright(samples, header.orientation), header.alpha);
    samples.release();  // large pictures: no longer than needed
    picture->grey = grey_levels(grey_samples(colours));
    if (!all_finite(picture->grey))
        throw UserError(name + " holds NaN or infinite samples; replace them and save it again");
    picture->colour = display_colour(colours);
    picture->width = colours.cols;
    picture->height = colours.rows;
    return picture;
}

}  // namespace siftscope
