#include "app/files/decode_picture.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <new>
#include <string>

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include "app/files/byte_reader.h"
#include "app/files/picture_header.h"
#include "app/files/picture_samples.h"
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
void refuse_unfit_size(const PictureHeader& header, std::size_t encoded_bytes, const std::string& name) {
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
    if (encoded_bytes < header.least_bytes)
        throw UserError(name + " is cut short or damaged: " + std::to_string(encoded_bytes) +
                        " bytes cannot hold its " + size + " pixels; get a whole copy of it");
    // At the least: decoded with alpha, as colour, as 8-bit and as float grey.
    constexpr std::uint64_t bytes_per_pixel = 4 + 3 + 1 + 4;
    const std::uint64_t memory = static_cast<std::uint64_t>(::sysconf(_SC_PHYS_PAGES)) *
                                 static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    if (pixels * bytes_per_pixel > memory)
        throw UserError(name + " has " + size +
                        " pixels, more than this machine's memory holds; scale it down first");
}

/// The samples as stored: any depth, 1, 3 or 4 channels (BGR order), not yet upright.
cv::Mat decode_samples(Bytes bytes, PictureFormat format, const std::string& name) {
    const QuietStderr quiet;
    try {
        // OpenCV takes the bytes through a Mat that cannot be const; it only reads them.
        const cv::Mat encoded(1, static_cast<int>(bytes.size()), CV_8U,
                              const_cast<std::uint8_t*>(bytes.data()));
        // Unchanged is the mode that keeps alpha; it leaves the EXIF orientation to us. But its grey Sun
        // rasters are wrong (OpenCV 4.6): those are read as colour.
        const bool raster = format == PictureFormat::sun_raster;
        return cv::imdecode(encoded, raster ? cv::IMREAD_COLOR : cv::IMREAD_UNCHANGED);
    } catch (const std::bad_alloc&) {
        throw UserError(name + " does not fit into memory; scale it down first");
    } catch (const cv::Exception& error) {
        if (error.code == cv::Error::StsNoMem)
            throw UserError(name + " does not fit into memory; scale it down first");
        return {};  // as for any other damage
    }
}

bool all_finite(const sift::Image& image) {
    for (int y = 0; y < image.height(); ++y)
        if (!std::all_of(image.row(y), image.row(y) + image.width(),
                         [](float v) { return std::isfinite(v); }))
            return false;
    return true;
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
    if (header.refusal != nullptr) throw UserError(name + ' ' + header.refusal);
    refuse_unfit_size(header, bytes.size(), name);
    if (!header.complete)
        throw UserError(name + " is cut short: its picture has no end; get a whole copy of it");

    cv::Mat samples = decode_samples(bytes, header.format, name);
    if (samples.empty()) {
        if (header.format == PictureFormat::exr)
            throw UserError(name +
                            " is an OpenEXR picture, which OpenCV does not decode here; save it as a "
                            "float TIFF");
        throw UserError(
            name +
            " cannot be decoded: it is damaged, cut short or of an unusual kind; get a whole copy "
            "of it or save it as PNG");
    }
    if (samples.channels() > 4)
        throw UserError(name + " has " + std::to_string(samples.channels()) +
                        " channels; save it as grey or colour, with or without alpha");
    if (samples.depth() == CV_64F) samples.convertTo(samples, CV_32F);

    auto picture = std::make_shared<Picture>();
    picture->path = path;
    picture->sha256 = sha256(bytes);
    picture->depth = depth_of(samples, name);
    if (header.transparent_grey && samples.channels() == 1)
        samples.setTo(0, samples == static_cast<double>(*header.transparent_grey));  // over black
    const cv::Mat colours = over_black(upright(samples, header.orientation), header.alpha);
    samples.release();  // large pictures: no longer than needed
    picture->grey = grey_levels(colours);
    if (!all_finite(picture->grey))
        throw UserError(name + " holds NaN or infinite samples; replace them and save it again");
    picture->colour = display_colour(colours);
    picture->width = colours.cols;
    picture->height = colours.rows;
    return picture;
}

}  // namespace siftscope
