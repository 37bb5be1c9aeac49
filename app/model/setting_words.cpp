#include "app/model/setting_words.h"

#include "app/model/format_number.h"

namespace siftscope {

std::vector<std::string> distortion_words(const Distortion& distortion) {
    const Distortion none;
    std::vector<std::string> words;
    const auto add = [&](const char* name, double value, double usual, const char* unit = "") {
        if (value != usual) words.push_back(std::string(name) + " " + shortest_text(value) + unit);
    };
    add("scale", distortion.scale, none.scale);
    add("blur", distortion.blur, none.blur, " px");
    add("gain", distortion.gain, none.gain);
    add("brightness", distortion.brightness, none.brightness);
    if (distortion.noise > 0)
        words.push_back("noise " + shortest_text(distortion.noise) + " (seed " +
                        std::to_string(distortion.seed) + ")");
    add("JPEG", distortion.jpeg, none.jpeg);
    return words;
}

std::vector<std::string> filter_words(const KeypointFilter& filter) {
    std::vector<std::string> words;
    if (const auto& region = filter.region)
        words.push_back("region " + shortest_text(region->x) + ", " + shortest_text(region->y) + ", " +
                        shortest_text(region->width) + " x " + shortest_text(region->height));
    if (filter.min_size > 0 && filter.max_size)
        words.push_back("size " + shortest_text(filter.min_size) + " to " + shortest_text(*filter.max_size) +
                        " px");
    else if (filter.min_size > 0)
        words.push_back("size from " + shortest_text(filter.min_size) + " px");
    else if (filter.max_size)
        words.push_back("size to " + shortest_text(*filter.max_size) + " px");
    return words;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

}  // namespace siftscope
