#include "sift/engine/level_source.h"

#include <algorithm>
#include <cstddef>

#include "sift/resample_levels.h"

namespace sift {

LevelSource::LevelSource(ImageView image, const DetectParams& params, ColumnWindow columns)
    : image_(image), params_(params), columns_(columns), pixels_(columns) {
    if (params_.upsample)
        pixels_ = {std::max(0, columns.left / 2 - 1), std::min(image.width, columns.right / 2 + 2)};
    for (auto& row : rows_) row.resize(static_cast<std::size_t>(image.width));
}

const std::int16_t* LevelSource::levels_of_row(int y) {
    const auto slot = static_cast<std::size_t>(y % 4);
    std::vector<std::int16_t>& row = rows_[slot];
    if (row_of_[slot] != y) {
        row_of_[slot] = y;
        sift::levels_of_row(image_.row(y) + pixels_.left, pixels_.right - pixels_.left,
                            row.data() + pixels_.left);
    }
    return row.data();
}

void LevelSource::row(int y, std::int16_t* out) {
    if (!params_.upsample) {
        const std::int16_t* row = levels_of_row(y);
        std::copy(row + columns_.left, row + columns_.right, out);
        return;
    }
    const RowPair rows = rows_of_doubled(params_.upsampling, y, image_.height);
    double_row(params_.upsampling, y, levels_of_row(rows.near), levels_of_row(rows.far), image_.width,
               columns_.left, columns_.right, out);
}

}  // namespace sift
