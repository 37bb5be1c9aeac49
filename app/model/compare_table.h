#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "app/model/compare_classes.h"
#include "app/model/compare_parting.h"
#include "app/model/setting_names.h"

namespace siftscope {

/// A comparison with where each of its rows parts.
struct ComparisonTable {
    std::shared_ptr<const ComparedFeatures> compared;
    Comparison comparison;
    std::vector<std::optional<Parting>> partings;  ///< of each row
    bool reasons_known = false;
    std::string verdict;  ///< one or two sentences
};

/// `reasons`: null when they are not known yet. Throws std::invalid_argument, see compare_classes.
[[nodiscard]] ComparisonTable comparison_table(std::shared_ptr<const ComparedFeatures> compared,
                                               const CompareReasons* reasons,
                                               const AgreementTolerance& tolerance);

enum class CompareColumn { kind, position, size, angle, descriptor, stage };

inline constexpr std::array<Named<CompareColumn>, 6> compare_column_names{
    {{"class", CompareColumn::kind},
     {"position", CompareColumn::position},
     {"size", CompareColumn::size},
     {"angle", CompareColumn::angle},
     {"descriptor", CompareColumn::descriptor},
     {"stage", CompareColumn::stage}}};

/// The number of a row in a column; empty when it has no counterpart.
///
///   position    pixels between both
///   size        percent by which ours is larger than OpenCV's
///   angle       degrees from OpenCV's to ours, [-180, 180]
///   descriptor  Euclidean distance of 128 bytes
[[nodiscard]] std::optional<double> compare_number(const ComparedKeypoint& row, CompareColumn column);

/// Which rows the table has, and in which order.
struct CompareRows {
    std::array<bool, 4> classes{true, true, true, true};  ///< shown, in the order of CompareClass
    CompareColumn sort = CompareColumn::position;
    bool descending = true;

    friend bool operator==(const CompareRows&, const CompareRows&) = default;
};

/// The rows from top to bottom: indices into comparison.rows. Differences are ordered by their amount; what
/// has no counterpart differs most of all. Equal ones keep their order.
[[nodiscard]] std::vector<std::size_t> compare_rows(const ComparisonTable& table, const CompareRows& rows);

}  // namespace siftscope
