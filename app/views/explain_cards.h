#pragma once

#include <string>

#include "app/model/explanation.h"
#include "app/views/canvas_graphics.h"
#include "app/views/frame.h"

namespace siftscope {

// The story of a candidate, a card for each stage, in the width that is left. What was not reached is not
// drawn.

/// The title of a card.
void card_heading(Frame& frame, const std::string& text, const char* tooltip);

/// Verdict and reason.
void verdict_card(Frame& frame, const Explanation& story);

/// The 27 samples of D.
void samples_card(Frame& frame, const Explanation& story);

/// Where the extremum lies between the samples; contrast and edge ratio against their limits.
void tests_card(Frame& frame, const Explanation& story);

/// The orientation histogram with its peaks.
void orientation_card(Frame& frame, const Explanation& story);

/// The descriptor: turned on the magnified patch, and as bars.
void descriptor_card(Frame& frame, const Explanation& story, const Texture& picture, PictureSize size);

}  // namespace siftscope
