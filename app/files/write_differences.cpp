#include "app/files/write_differences.h"

#include "app/files/csv_cell.h"
#include "app/files/number_text.h"

namespace siftscope {
namespace {

void append_place(std::string& text, const sift::Keypoint* keypoint) {
    if (keypoint == nullptr) {
        text += ",,,,";
        return;
    }
    for (const double value : {keypoint->x, keypoint->y, keypoint->size, keypoint->angle}) {
        text += ',';
        append_number(text, value);
    }
}

void append_cell(std::string& text, const std::optional<double>& value) {
    text += ',';
    if (value) append_number(text, *value);
}

}  // namespace

std::string differences_header() {
    return "image,class,x_opencv,y_opencv,size_opencv,angle_opencv,x_ours,y_ours,size_ours,angle_ours,"
           "position_px,size_percent,angle_deg,descriptor_distance,stage,value,limit,told_by,why\n";
}

std::string differences_csv(const std::string& image, const ComparisonTable& table) {
    std::string text;
    const std::string cell = csv_cell(image);
    for (std::size_t i = 0; i < table.comparison.rows.size(); ++i) {
        const ComparedKeypoint& row = table.comparison.rows[i];
        const sift::Keypoint* own = &row.keypoint(*table.compared);
        const sift::Keypoint* other = row.partner(*table.compared);
        const bool from_opencv = row.side() == CompareSide::opencv;
        text += cell + "," + name_of(row.kind);
        append_place(text, from_opencv ? own : other);
        append_place(text, from_opencv ? other : own);
        for (const CompareColumn column :
             {CompareColumn::position, CompareColumn::size, CompareColumn::angle, CompareColumn::descriptor})
            append_cell(text, compare_number(row, column));
        const auto& parting = table.partings[i];
        if (parting) {
            text += std::string(",") + name_of(parting->stage);
            append_cell(text, parting->value);
            append_cell(text, parting->limit);
            text += std::string(",") + name_of(parting->teller, parting_teller_names) + "," +
                    csv_cell(parting->why);
        } else {
            text += ",,,,,";
        }
        text += '\n';
    }
    return text;
}

}  // namespace siftscope
