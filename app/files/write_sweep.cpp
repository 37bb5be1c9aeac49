#include "app/files/write_sweep.h"

#include <optional>

#include "app/files/csv_cell.h"
#include "app/files/number_text.h"

namespace siftscope {

std::string sweep_csv(const std::vector<SweepRow>& rows, const std::vector<Note>& notes) {
    std::string text =
        comment_lines(notes) +
        "image,engine,angle,keypoints_1,keypoints_2,putative,kept,right,precision,recall,repeatability,"
        "median_error_px,angle_estimated,angle_error\n";
    for (const SweepRow& row : rows) {
        text += csv_cell(row.image) + "," + row.engine + ",";
        append_number(text, row.angle);
        for (const std::size_t count :
             {row.keypoints_1, row.keypoints_2, row.putative, row.kept, row.right}) {
            text += ',';
            append_number(text, count);
        }
        for (const std::optional<double>& value :
             {row.precision, row.recall, row.repeatability, row.median_error_px, row.angle_estimated,
              row.angle_error}) {
            text += ',';
            if (value) append_number(text, *value);
        }
        text += '\n';
    }
    return text;
}

}  // namespace siftscope
