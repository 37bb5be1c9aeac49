#pragma once

#include <vector>

#include "sift/engine/column_window.h"
#include "sift/engine/octave_plan.h"
#include "sift/engine/source_rows.h"
#include "sift/image.h"
#include "sift/scale_space.h"

namespace sift {

/// Where an octave's layer 0 comes from: a whole picture, or for the first octave the input, still to be
/// blurred.
struct OctaveInput {
    const Image* first_layer = nullptr;
    ImageView image{};
    bool doubled = false;

    /// Size of the octave.
    [[nodiscard]] int width() const {
        return first_layer != nullptr ? first_layer->width() : image.width * (doubled ? 2 : 1);
    }
    [[nodiscard]] int height() const {
        return first_layer != nullptr ? first_layer->height() : image.height * (doubled ? 2 : 1);
    }
};

/// The layers of one octave, as rings of rows that move down together.
class OctaveStream {
  public:
    /// Ready for keypoints of rows >= `first_row`. Of the layers only `window` is made; of that the columns
    /// next to its ends are wrong, see OctavePlan::margin. `plan` and what `input` shows must outlive the
    /// stream.
    OctaveStream(const OctavePlan& plan, const OctaveInput& input, int octave_index, int first_row,
                 ColumnWindow window);

    /// Makes the rows of every layer i below `front` + plan.layers[i].ahead, as far as there are any.
    void advance(int front);

    /// The octave with its full width and height. The rows that keypoints of the rows
    /// [front - plan.delay - block_rows, front - plan.delay) look at are held; others must not be read.
    [[nodiscard]] const Octave& octave() const { return octave_; }
    [[nodiscard]] int height() const { return height_; }
    /// The columns that are right in every layer.
    [[nodiscard]] ColumnWindow usable() const;
    /// Rows [top, bottom) that every layer holds now.
    struct RowWindow {
        int top, bottom;
    };
    [[nodiscard]] RowWindow held() const;
    /// Rows [0, produced(i)) of layer i have been made (or skipped).
    [[nodiscard]] int produced(int layer) const { return next_[static_cast<std::size_t>(layer)]; }

  private:
    void produce(std::size_t layer, int end);
    void blur_row_of(std::size_t layer, int y);
    void blur_columns_of(std::size_t layer, int begin, int end);

    const OctavePlan& plan_;
    OctaveInput input_;
    ColumnWindow window_;
    SourceRows source_;
    Octave octave_;
    int columns_;  ///< of the window
    int height_;
    std::vector<Image> blurred_rows_;  ///< ring of the row pass that leads to layer i
    std::vector<int> first_;           ///< first row of layer i that was made
    std::vector<int> next_;            ///< first row of layer i not yet made
    std::vector<int> next_blurred_;    ///< the same of the row pass
    int front_ = 0;
    std::vector<const float*> column_rows_;
    std::vector<float*> out_rows_;
};

}  // namespace sift
