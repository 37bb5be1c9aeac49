#include "app/model/rotate_picture.h"

#include <utility>

#include "app/model/distort_picture.h"
#include "app/model/rotate_colour.h"
#include "sift/geometry/rotate_image.h"
#include "sift/geometry/rotation.h"

namespace siftscope {
namespace {

std::shared_ptr<const SecondPicture> rotate(const Picture& picture, const Settings& settings,
                                            bool with_colour, const std::stop_token& stop) {
    const Distortion& distortion = settings.distortion;
    const sift::Rotation rotation = settings.rotation_of(picture.width, picture.height);
    const sift::RunOptions run{settings.threads, stop};

    const float fill = sift::mean_grey(picture.grey.view());
    auto turned = std::make_shared<Picture>();
    turned->width = rotation.width;
    turned->height = rotation.height;
    turned->depth = picture.depth;
    turned->grey = sift::rotate_image(picture.grey.view(), rotation, settings.interpolation, fill, run);
    if (with_colour) turned->colour = rotate_colour(picture.colour, rotation, fill, run);
    if (stop.stop_requested()) return nullptr;
    distort_grey(turned->grey, turned->depth, distortion, run);
    if (with_colour && distortion.changes_levels())
        turned->colour = distort_colour(turned->colour, distortion, run);
    if (stop.stop_requested()) return nullptr;

    auto second = std::make_shared<SecondPicture>();
    second->rotation = rotation;
    second->truth = rotation.homography();
    second->picture = std::move(turned);
    return second;
}

}  // namespace

std::shared_ptr<const SecondPicture> rotate_picture(const Picture& picture, const Settings& settings,
                                                    std::stop_token stop) {
    return rotate(picture, settings, true, stop);
}

std::shared_ptr<const SecondPicture> rotate_grey_picture(const Picture& picture, const Settings& settings,
                                                         std::stop_token stop) {
    return rotate(picture, settings, false, stop);
}

}  // namespace siftscope
