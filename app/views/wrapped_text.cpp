#include "app/views/wrapped_text.h"

namespace siftscope {

std::string broken_at_blanks(const ImFont* font, const std::string& words, float width) {
    std::string text, last_line;
    for (std::size_t begin = 0; begin < words.size();) {
        const std::size_t blank = words.find(' ', begin);
        const std::string word = words.substr(begin, blank - begin);
        const std::string longer = last_line.empty() ? word : last_line + " " + word;
        const bool fits = font->CalcTextSizeA(font->FontSize, 1e6F, 0, longer.c_str()).x <= width;
        if (!last_line.empty()) text += fits ? " " : "\n";
        text += word;
        last_line = fits ? longer : word;
        begin = blank == std::string::npos ? words.size() : blank + 1;
    }
    return text;
}

void wrapped_text(ImFont* font, ImU32 colour, const std::string& words) {
    if (words.empty()) return;
    ImGui::PushFont(font);
    ImGui::PushStyleColor(ImGuiCol_Text, colour);
    ImGui::TextUnformatted(broken_at_blanks(font, words, ImGui::GetContentRegionAvail().x).c_str());
    ImGui::PopStyleColor();
    ImGui::PopFont();
}

}  // namespace siftscope
