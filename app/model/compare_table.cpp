#include "app/model/compare_table.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "app/model/compare_words.h"

namespace siftscope {
namespace {

/// What a row is ordered by in a column.
double compare_rank(const ComparisonTable& table, std::size_t index, CompareColumn column) {
    const ComparedKeypoint& row = table.comparison.rows[index];
    if (column == CompareColumn::kind) return static_cast<double>(row.kind);
    if (column == CompareColumn::stage) {
        const auto& parting = table.partings[index];
        return parting ? static_cast<double>(parting->stage)
                       : static_cast<double>(parting_stage_names.size());
    }
    const auto number = compare_number(row, column);
    return number ? std::abs(*number) : std::numeric_limits<double>::infinity();
}

}  // namespace

ComparisonTable comparison_table(std::shared_ptr<const ComparedFeatures> compared,
                                 const CompareReasons* reasons, const AgreementTolerance& tolerance) {
    ComparisonTable table;
    table.comparison = compare_classes(*compared, tolerance);
    for (const ComparedKeypoint& row : table.comparison.rows)
        table.partings.push_back(parting_of(*compared, reasons, table.comparison, row));
    table.reasons_known = reasons != nullptr;
    table.verdict = verdict_words(*compared, table.comparison, table.partings);
    table.compared = std::move(compared);
    return table;
}

std::optional<double> compare_number(const ComparedKeypoint& row, CompareColumn column) {
    if (!row.difference) return std::nullopt;
    switch (column) {
        case CompareColumn::position:
            return row.difference->position_px();
        case CompareColumn::size:
            return 100 * row.difference->size;
        case CompareColumn::angle:
            return row.difference->degrees;
        case CompareColumn::descriptor:
            return row.descriptor_distance;
        case CompareColumn::kind:
        case CompareColumn::stage:
            break;
    }
    return std::nullopt;
}

std::vector<std::size_t> compare_rows(const ComparisonTable& table, const CompareRows& rows) {
    std::vector<std::pair<double, std::size_t>> ranked;
    for (std::size_t i = 0; i < table.comparison.rows.size(); ++i)
        if (rows.classes[static_cast<std::size_t>(table.comparison.rows[i].kind)])
            ranked.emplace_back(compare_rank(table, i, rows.sort), i);
    std::stable_sort(ranked.begin(), ranked.end(), [&](const auto& a, const auto& b) {
        return rows.descending ? a.first > b.first : a.first < b.first;
    });
    std::vector<std::size_t> order;
    order.reserve(ranked.size());
    for (const auto& [rank, index] : ranked) order.push_back(index);
    return order;
}

}  // namespace siftscope
