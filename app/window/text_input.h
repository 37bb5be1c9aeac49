#pragma once

#include <string>

#include "app/window/imgui_compat.h"

namespace siftscope::imgui {

/// ImGui::InputText on a string that grows as needed. `hint` is shown while it is empty.
inline bool input_text(const char* label, std::string& text, ImGuiInputTextFlags flags = 0,
                       const char* hint = "") {
    const auto resize = [](ImGuiInputTextCallbackData* data) {
        if (data->EventFlag == ImGuiInputTextFlags_CallbackResize) {
            auto& target = *static_cast<std::string*>(data->UserData);
            target.resize(static_cast<std::size_t>(data->BufTextLen));
            data->Buf = target.data();
        }
        return 0;
    };
    return ImGui::InputTextWithHint(label, hint, text.data(), text.capacity() + 1,
                                    flags | ImGuiInputTextFlags_CallbackResize, resize, &text);
}

}  // namespace siftscope::imgui
