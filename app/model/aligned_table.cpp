#include "app/model/aligned_table.h"

#include <algorithm>
#include <cstddef>

#include "app/model/utf8.h"

namespace siftscope {

std::string aligned_table(const std::vector<TableRow>& rows) {
    if (rows.empty()) return {};
    std::vector<std::size_t> widths(rows.front().size());
    const auto width_of = [](const std::string& cell) { return decode_utf8(cell).size(); };
    for (const TableRow& row : rows)
        for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], width_of(row[c]));
    std::string text;
    for (const TableRow& row : rows) {
        std::string line;
        for (std::size_t c = 0; c < row.size(); ++c) {
            const std::string blanks(widths[c] - width_of(row[c]), ' ');
            line += c == 0 ? row[c] + blanks : "  " + blanks + row[c];
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    return text;
}

}  // namespace siftscope
