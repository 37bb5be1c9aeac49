#include "app/views/draw_frame.h"

#include "app/views/app_state.h"
#include "app/views/commands.h"
#include "app/window/ui_context.h"

namespace siftscope {

void draw_frame(AppState& state, UiContext& ui) {
    for (const auto& path : ui.open_requests) apply(state, OpenPicture{path});
    ui.open_requests.clear();
    poll(state);
}

}  // namespace siftscope
