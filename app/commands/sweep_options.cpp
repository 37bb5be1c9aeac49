#include "app/commands/sweep_options.h"

#include <algorithm>

#include "app/commands/typed_options.h"
#include "app/files/shown_path.h"
#include "app/model/angle_range.h"
#include "app/model/error.h"

namespace siftscope {

std::vector<double> parse_angles(const std::string& text, const std::string& option) {
    std::vector<double> angles;
    for (const std::string& part : split(text, ',')) {
        const std::vector<std::string> numbers = split(part, ':');
        if (numbers.size() == 1 && !part.empty()) {
            angles.push_back(parse_number(part, option, range::angle));
        } else if (numbers.size() == 3) {
            const AngleRange range{parse_number(numbers[0], option, range::angle),
                                   parse_number(numbers[1], option, range::angle),
                                   parse_number(numbers[2], option, range::angle)};
            const std::vector<double> more = range.angles();
            angles.insert(angles.end(), more.begin(), more.end());
        } else {
            throw UserError(option + " is " + shown(text) +
                            ", but must be START:STOP:STEP in degrees, such as 0:345:15");
        }
    }
    std::sort(angles.begin(), angles.end());
    angles.erase(std::unique(angles.begin(), angles.end()), angles.end());
    return angles;
}

Shard parse_shard(const std::string& text, const std::string& option) {
    const std::vector<std::string> numbers = split(text, '/');
    constexpr Range parts{1, 1e6, false, "I/N, two whole numbers with I from 1 to N, such as 1/4"};
    if (numbers.size() != 2) throw UserError(option + " is " + shown(text) + ", but must be " + parts.words);
    const int index = parse_whole_number(numbers[0], option, parts);
    const int count = parse_whole_number(numbers[1], option, parts);
    if (index > count)
        throw UserError(option + " is " + shown(text) + ", but there are only " + std::to_string(count) +
                        " parts; I must be from 1 to N");
    return {static_cast<std::size_t>(index), static_cast<std::size_t>(count)};
}

}  // namespace siftscope
