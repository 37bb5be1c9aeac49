#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "app/model/explanation.h"
#include "sift/image.h"
#include "sift/run_options.h"
#include "sift/scale_space.h"

namespace siftscope {

/// Every octave and layer of a picture, kept: what the stages of a candidate are looked up in.
struct ScaleSpace {
    int width = 0;  ///< of the picture
    int height = 0;
    std::vector<sift::Octave> octaves;

    [[nodiscard]] const sift::Octave& octave(int index) const {
        return octaves[static_cast<std::size_t>(index - octaves.front().index)];
    }
};

/// Of `grey`, levels 0..255. Incomplete when a stop was requested.
[[nodiscard]] std::shared_ptr<const ScaleSpace> scale_space_of(const sift::Image& grey,
                                                               const sift::DetectParams& params,
                                                               const sift::RunOptions& run = {});

/// `params` with those fields as usual that do not touch the layers: equal ones have equal scale spaces.
[[nodiscard]] sift::DetectParams space_params(sift::DetectParams params);

/// Answers for any place of a picture why there is a keypoint, or why there is none.
class Explainer {
  public:
    /// `space` made with `params`, or with others of equal space_params. Throws std::invalid_argument for
    /// parameters out of range.
    Explainer(std::shared_ptr<const ScaleSpace> space, const sift::DetectParams& params,
              const sift::RunOptions& run = {});

    /// The story of the nearest candidate within 2 px of the place, or within half its sigma when that is
    /// more. Keypoints come before rejected candidates up to half a pixel nearer, and these before samples
    /// that the scan itself refuses, up to one pixel nearer. Where there is none, the verdict is not_extremum
    /// at the layer in which |D| is largest there; `outside` where no layer is searched.
    [[nodiscard]] Explanation explain(const ExplainPlace& place) const;

    /// All that the scan found, with their verdicts.
    [[nodiscard]] const std::vector<sift::Candidate>& candidates() const { return candidates_; }
    [[nodiscard]] const ScaleSpace& space() const { return *space_; }
    [[nodiscard]] const sift::DetectParams& params() const { return params_; }

  private:
    struct Find;

    [[nodiscard]] Find placed(sift::Candidate candidate, const ExplainPlace& asked, double handicap_px) const;
    void look_among_candidates(const ExplainPlace& asked, std::optional<Find>& best) const;
    void look_among_samples(const ExplainPlace& asked, std::optional<Find>& best) const;
    [[nodiscard]] double reach(double size) const;
    [[nodiscard]] bool is_known_keypoint(const Find& find) const;
    [[nodiscard]] Explanation story_of(const Find& find) const;
    [[nodiscard]] Explanation story_of_no_extremum(sift::Point at) const;
    void add_keypoints(Explanation& story) const;

    std::shared_ptr<const ScaleSpace> space_;
    sift::DetectParams params_;
    std::vector<sift::Candidate> candidates_;
    std::vector<double> responses_;  ///< of all oriented keypoints, descending; only with max_features
};

}  // namespace siftscope
