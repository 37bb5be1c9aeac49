#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/jobs/compare_worker.h"
#include "app/model/compare_histogram.h"
#include "app/model/compare_table.h"
#include "app/views/picture_view.h"

namespace siftscope {

/// A keypoint of one side that is looked at: found again in another comparison by itself.
struct CompareSelection {
    CompareSide side = CompareSide::opencv;
    sift::Keypoint keypoint;

    friend bool operator==(const CompareSelection&, const CompareSelection&) = default;
};

/// What the user looks at on the compare screen: one plain value.
struct CompareChoice {
    int picture = 0;                              ///< 0 original, 1 rotated
    std::optional<AgreementTolerance> tolerance;  ///< empty: as usual for the profile
    CompareRows rows;                             ///< classes that are shown, in picture and table; order
    std::optional<CompareSelection> selected;
    SinglePictureView view;

    friend bool operator==(const CompareChoice&, const CompareChoice&) = default;
};

/// All that the compare screen knows.
struct CompareScreen {
    CompareChoice choice;
    CompareWorker::Answer answer;                   ///< the newest; of an older request while `solving`
    std::shared_ptr<const ComparisonTable> table;   ///< of `answer`, with the chosen tolerance
    std::vector<std::size_t> order;                 ///< of the table's rows, see compare_rows
    std::optional<std::size_t> selected;            ///< the row of the chosen keypoint
    std::array<DifferenceHistogram, 4> histograms;  ///< position, size, angle, descriptor, of `answer`
    std::optional<CompareRequest> asked;            ///< what the background was asked last
    bool solving = false;
    std::string error;  ///< one sentence instead of an answer
};

}  // namespace siftscope
