// The gradient screen's model: presets, edits, undo, formulas, steps.

#include <cmath>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "app/gradients/cell_story.h"
#include "app/gradients/kernels.h"
#include "app/gradients/lab_edits.h"
#include "app/gradients/presets.h"
#include "app/gradients/steps.h"
#include "app/model/error.h"
#include "app/model/history.h"
#include "tests/support/catch.h"
#include "tests/support/textured_picture.h"

using namespace siftscope;

namespace {

using Of = nn::Cell::Of;
using Numbers = std::vector<double>;

std::shared_ptr<const SolvedLab> solved(const LabState& state) {
    return solve_lab(std::make_shared<const LabState>(state));
}
std::shared_ptr<const SolvedLab> preset(const char* name) {
    return solved(lab_of_preset(name));
}

Numbers numbers(const SolvedLab& lab, const char* name) {
    const auto shown = find_tensor(lab, name);
    REQUIRE(shown);
    const nn::Tensor& tensor = numbers_of(lab, *shown);
    return {tensor.data().begin(), tensor.data().end()};
}

nn::Tensor& x_of(LabState& state) {
    return state.problem.x;
}

std::string refusal(const std::function<LabState()>& edit) {
    try {
        (void)edit();
        return "accepted";
    } catch (const UserError& error) {
        return error.what();
    }
}

}  // namespace

TEST_CASE("gradient presets: the worked 3x3 has y = 5, one live cell, and exactly 0 and 1",
          "[app][gradients]") {
    const auto lab = preset("worked_3x3");
    CHECK(numbers(*lab, "y") == Numbers{5});
    CHECK(numbers(*lab, "live") == Numbers{0, 0, 0, 0, 1, 0, 0, 0, 0});
    CHECK(numbers(*lab, "dx") == Numbers{0, 0, 0, 0, 1, 0, 0, 0, 0});
}

TEST_CASE("gradient presets: overlapping windows add, and a tie goes to the first maximum",
          "[app][gradients]") {
    // Both windows of the 3 x 4 cells hold the 9; their upstream gradients are 2 and 3.
    CHECK(numbers(*preset("overlap"), "dx") == Numbers{0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0});
    CHECK(numbers(*preset("tie"), "dx") == Numbers{0, 1, 5, 0, 0, 0, 0, 0});
}

TEST_CASE("gradient presets: convolution, channels and fully connected agree with sums written out",
          "[app][gradients]") {
    const auto conv = preset("conv_stride2_padding");
    // y(0,0): the kernel's lower right 2 x 2 over the corner: 0.5*0 - 2*1 + 0*1 - 1*3, and the bias 0.5.
    CHECK(numbers(*conv, "y")[0] == Approx(-4.5));
    // db: all of dy = 1, 0, 2, -1, 3, 0, 0.5, 1, -2.
    CHECK(numbers(*conv, "dbias") == Numbers{4.5});
    // dW(1, 1) meets x at every second row and column: 1*0 + 0*2 + 2*4 - 1*2 + 3*8 + 0*1 + 0.5*4 + 1*1 - 2*6.
    CHECK(numbers(*conv, "dweight")[4] == Approx(21));

    const auto channels = preset("channels_2x2");
    // dx(0, 0, 0) lies under one window of each kernel: 1*1 + 3*0.5.
    CHECK(numbers(*channels, "dx")[0] == Approx(2.5));
    CHECK(numbers(*channels, "dbias") == Numbers{2, 4.5});

    const auto full = preset("fully_connected");
    CHECK(numbers(*full, "y") == Numbers{5.5, -6.5, -2});
    CHECK(numbers(*full, "dx") == Numbers{11, -1, -3.5});  // W^T dy, by hand
}

TEST_CASE("gradient presets: p sums to one and the gradients of the logits to zero", "[app][gradients]") {
    for (const char* name : {"nll", "chain"}) {
        CAPTURE(name);
        const auto lab = preset(name);
        const Numbers p = numbers(*lab, "p");
        const Numbers dy = numbers(*lab, name == std::string("nll") ? "dlogits" : "layers3_dy");
        const std::size_t target = std::get<nn::NegativeLogLikelihood>(lab->problem.network.loss).target;
        double sum = 0, gradient = 0;
        for (std::size_t i = 0; i < p.size(); ++i) {
            sum += p[i];
            gradient += dy[i];
            CHECK(dy[i] == Approx(p[i] - (i == target ? 1 : 0)));
        }
        CHECK(sum == Approx(1));
        CHECK(gradient == Approx(0).margin(1e-15));
    }
}

TEST_CASE("gradient presets: every gradient of every preset was checked, and holds", "[app][gradients]") {
    for (const Preset& each : presets()) {
        if (each.name == "photograph") continue;
        CAPTURE(each.name);
        const auto lab = preset(each.name.c_str());
        const auto check = check_lab(*lab);
        for (const ShownTensor& shown : shown_tensors(*lab)) {
            if (!shown.gradient || shown.kind != ShownTensor::Kind::cells || shown.of == Of::loss_weight)
                continue;
            CAPTURE(shown.name);
            const TensorCheck sum = check_of_tensor(*check, shown.of, shown.place);
            CHECK(sum.checked + sum.kinks == numbers_of(*lab, shown).size());
            CHECK(sum.largest_error < 1e-8);
        }
    }
}

TEST_CASE("gradient screen: at a tie the slopes of both sides and the subgradient are told",
          "[app][gradients]") {
    const auto lab = preset("tie");
    const auto check = check_lab(*lab);
    // x = 1 4 2 2 / 4 3 2 2: the left window's maximum 4 stands in (0, 1) and in (1, 0).
    const CellStory first = story_of(*lab, check.get(), {Of::value_grad, 0, 1});
    CHECK(first.name == "dx[0, 0, 1]");
    CHECK_THAT(first.note, contains_text("0 from below and 1 from above"));
    CHECK_THAT(first.note,
               contains_text("subgradient; backward takes 1: the first maximum in row-major order wins"));
    CHECK(first.check.empty());
    CHECK_THAT(story_of(*lab, check.get(), {Of::value_grad, 0, 4}).note, contains_text("backward takes 0"));
    CHECK_THAT(story_of(*lab, check.get(), {Of::value_grad, 0, 0}).check, contains_text("relative error 0"));
    CHECK(badge_of(check_of_tensor(*check, Of::value_grad, 0)) ==
          "checked, largest error 0; 6 ties or kinks");
}

TEST_CASE("gradient screen: a tie inside a whole network is a kink of its input", "[app][gradients]") {
    LabState state = lab_of_preset("chain");
    // A constant picture: all windows of the pooling tie, and so do their inputs.
    for (double& number : x_of(state).data()) number = 0.5;
    auto& conv = std::get<nn::Conv2d>(state.problem.network.layers[0]);
    for (double& weight : conv.weight.data()) weight = 0.25;
    const auto lab = solved(state);
    const auto check = check_lab(*lab);
    const TensorCheck sum = check_of_tensor(*check, Of::value_grad, 0);
    CHECK(sum.kinks > 0);
    CHECK(sum.largest_error < 1e-8);
    std::size_t told = 0;
    for (std::size_t i = 0; i < 36; ++i)
        if (!story_of(*lab, check.get(), {Of::value_grad, 0, i}).note.empty()) ++told;
    CHECK(told == sum.kinks);
}

TEST_CASE("gradient screen: the formula of a cell has its numbers in place", "[app][gradients]") {
    const auto conv = preset("conv_stride2_padding");
    CHECK(story_of(*conv, nullptr, {Of::value, 1, 0}).formula == "0.5*0 + -2*1 + 0*1 + -1*3 + 0.5 = -4.5");
    CHECK(story_of(*conv, nullptr, {Of::value, 1, 0}).name == "y[0, 0, 0]");
    CHECK(story_of(*preset("worked_3x3"), nullptr, {Of::value, 1, 0}).formula ==
          "max(1, 1, 1, 1, 5, 1, 1, 1, 1) = 5");
    CHECK(story_of(*preset("overlap"), nullptr, {Of::value_grad, 0, 6}).formula == "2*1 + 3*1 = 5");
    CHECK(story_of(*preset("fully_connected"), nullptr, {Of::value_grad, 0, 0}).formula ==
          "1*2 + -1*-1 + 2*4 = 11");
    CHECK(story_of(*preset("chain"), nullptr, {Of::weight, 0, 0}).formula == "2 (given)");
    CHECK_THAT(story_of_live(*preset("worked_3x3"), 4).formula, contains_text("5 is live (x)"));
    CHECK_THAT(story_of_live(*preset("worked_3x3"), 0).formula, contains_text("1 is a constant (c)"));
}

TEST_CASE("gradient screen: the terms of a cell are counted as they are collected", "[app][gradients]") {
    for (const char* name : {"conv_stride2_padding", "channels_2x2", "chain", "fully_connected"}) {
        const auto lab = preset(name);
        for (const ShownTensor& shown : shown_tensors(*lab)) {
            if (shown.kind != ShownTensor::Kind::cells) continue;
            for (std::size_t flat = 0; flat < numbers_of(*lab, shown).size(); ++flat) {
                const nn::Cell cell{shown.of, shown.place, flat};
                CAPTURE(name, shown.name, flat);
                CHECK(nn::contributions(lab->problem.network, lab->forward, lab->gradients, cell)
                          .terms.size() <= term_count(*lab, cell));
            }
        }
    }
}

TEST_CASE("gradient edits: a number moves what hangs on it and nothing else", "[app][gradients]") {
    const LabState before = lab_of_preset("worked_3x3");
    const LabState after = with_number(before, {Of::value, 0, 0}, 7);
    const auto lab = solved(after);
    CHECK(numbers(*lab, "y") == Numbers{7});
    CHECK(numbers(*lab, "dx") == Numbers{1, 0, 0, 0, 0, 0, 0, 0, 0});
    CHECK(before.problem.x[0] == 1);
    CHECK(numbers(*solved(with_number(before, {Of::loss_weight, 0, 0}, -2)), "dx")[4] == -2);
    CHECK_THAT(refusal([&] { return with_number(before, {Of::value, 1, 0}, 1); }), contains_text("computed"));
    CHECK_THAT(refusal([&] { return with_number(before, {Of::value, 0, 9}, 1); }), contains_text("computed"));
    CHECK_THAT(refusal([&] {
                   return with_number(before, {Of::value, 0, 0}, INFINITY);
               }),
               contains_text("finite"));
}

TEST_CASE("gradient edits: stride, padding, kernel and dilation carry the other tensors along",
          "[app][gradients]") {
    const LabState conv = lab_of_preset("conv_stride2_padding");
    const LabState stride = with_setting(conv, 0, LayerSetting::stride, {1, 1});
    const auto lab = solved(stride);
    CHECK(lab->shapes.back() == nn::Shape{1, 5, 5});
    // The old 3 x 3 upstream gradients stay at their index; new ones are 1.
    CHECK(numbers(*lab, "dy") ==
          Numbers{1, 0, 2, 1, 1, -1, 3, 0, 1, 1, 0.5, 1, -2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1});
    const auto larger = solved(with_setting(conv, 0, LayerSetting::kernel, {3, 4}));
    CHECK(numbers(*larger, "weight") == Numbers{1, 0, -1, 0, 2, 0.5, -2, 0, 1, 0, -1, 0});
    CHECK(solved(with_setting(conv, 0, LayerSetting::dilation, {2, 2}))->shapes.back() == nn::Shape{1, 2, 2});

    // In the chain, the weights of the fully connected layer go with the cells that they stand for.
    const LabState chain = lab_of_preset("chain");
    const LabState padded = with_setting(chain, 0, LayerSetting::padding, {1, 1});
    const auto& full = std::get<nn::FullyConnected>(padded.problem.network.layers[3]);
    const auto& old = std::get<nn::FullyConnected>(chain.problem.network.layers[3]);
    CHECK(full.weight.shape() == nn::Shape{2, 18});
    CHECK(full.weight(1, 0) == old.weight(1, 0));
    CHECK(full.weight(1, 3) == old.weight(1, 2));  // (channel 0, row 1, column 0)
    CHECK(full.weight(1, 9) == old.weight(1, 4));  // (channel 1, row 0, column 0)
    CHECK(full.weight(1, 2) == 0);
}

TEST_CASE("gradient edits: what cannot be is refused with a sentence", "[app][gradients]") {
    const LabState conv = lab_of_preset("conv_stride2_padding"), chain = lab_of_preset("chain");
    const auto set = [](const LabState& state, LayerSetting setting, nn::Pair pair) {
        return refusal([&] { return with_setting(state, 0, setting, pair); });
    };
    CHECK_THAT(set(conv, LayerSetting::stride, {0, 1}), contains_text("stride"));
    CHECK_THAT(set(conv, LayerSetting::kernel, {9, 9}), contains_text("kernel"));
    CHECK_THAT(set(conv, LayerSetting::kernel, {0, 3}), contains_text("1 to 64"));
    CHECK_THAT(set(conv, LayerSetting::padding, {999999, 999999}),
               contains_text("the most a tensor may have"));
    CHECK_THAT(set(lab_of_preset("tie"), LayerSetting::padding, {2, 2}), contains_text("padding"));
    CHECK_THAT(refusal([&] { return with_target(chain, 2); }), contains_text("0 to 1"));
    CHECK_THAT(refusal([&] { return with_target(conv, 0); }), contains_text("upstream gradient"));
    CHECK(std::get<nn::NegativeLogLikelihood>(with_target(chain, 1).problem.network.loss).target == 1);
}

TEST_CASE("gradient edits: undo and redo walk through the states, an edit ends the redoing",
          "[app][gradients]") {
    History<int> history(3);
    const auto state = [](int value) { return std::make_shared<const int>(value); };
    auto now = state(0);
    for (int value = 1; value <= 5; ++value) {
        history.remember(now);
        now = state(value);
    }
    CHECK(history.undo_steps() == 3);
    CHECK(*(now = history.undo(now)) == 4);
    CHECK(*(now = history.undo(now)) == 3);
    CHECK(*(now = history.redo(now)) == 4);
    history.remember(now);
    now = state(9);
    CHECK(history.redo(now) == nullptr);
    CHECK(*(now = history.undo(now)) == 4);
    history.keep_below(0, [](int) { return std::size_t{1}; });
    CHECK(history.undo_steps() == 0);
    CHECK(history.undo(now) == nullptr);
}

TEST_CASE("gradient steps: each cell ends at its number, and the last step has reached them all",
          "[app][gradients]") {
    for (const Preset& each : presets()) {
        if (each.name == "photograph") continue;
        CAPTURE(each.name);
        const auto lab = preset(each.name.c_str());
        const StepSequence steps(*lab);
        REQUIRE(steps.size() > 0);
        std::map<std::pair<int, std::pair<std::size_t, std::size_t>>, double> last;
        bool was_backward = false;
        for (std::size_t position = 0; position < steps.size(); ++position) {
            const StepSequence::Step step = steps.at(*lab, position);
            CHECK((step.backward || !was_backward));  // all of forward comes first
            CHECK(step.backward == (step.cell.of == Of::value_grad || step.cell.of == Of::weight_grad ||
                                    step.cell.of == Of::bias_grad));
            was_backward = step.backward;
            last[{static_cast<int>(step.cell.of), {step.cell.place, step.cell.flat}}] = step.running;
            CHECK(steps.reached(step.cell, position));
            CHECK((position == 0 || steps.first_step(step.cell) == position ||
                   steps.reached(step.cell, position - 1)));
        }
        std::size_t computed = 0;
        for (const ShownTensor& shown : shown_tensors(*lab)) {
            const bool given = shown.given || shown.kind != ShownTensor::Kind::cells;
            if (given) continue;
            const nn::Tensor& tensor = numbers_of(*lab, shown);
            for (std::size_t flat = 0; flat < tensor.size(); ++flat, ++computed) {
                CAPTURE(shown.name, flat);
                const auto found = last.find({static_cast<int>(shown.of), {shown.place, flat}});
                REQUIRE(found != last.end());
                CHECK(found->second == Approx(tensor[flat]).margin(1e-15));
            }
        }
        CHECK(computed > 0);
    }
}

TEST_CASE("gradient steps: backward shows a contribution at a time with the sum so far", "[app][gradients]") {
    const auto lab = preset("overlap");
    const StepSequence steps(*lab);
    const auto first = steps.first_step({Of::value_grad, 0, 6});
    REQUIRE(first);
    CHECK(steps.at(*lab, *first).text == "dx[0, 1, 2]: 2*1 = 2 so far");
    CHECK(steps.at(*lab, *first).running == 2);
    CHECK(steps.at(*lab, *first + 1).text == "dx[0, 1, 2]: 2*1 + 3*1 = 5");
    CHECK(steps.at(*lab, 0).text == "y[0, 0, 0]: max(1, 2, 1, 0, 3, 9, 1, 4, 2) = 9");
}

TEST_CASE("gradient photograph: class k is the mean of map k, of the patch or of the whole picture",
          "[app][gradients]") {
    const auto picture = textured_picture(90, 70, 3);
    const LabState state = photograph_lab(*picture, {10, 20, 32, 24, false});
    REQUIRE(state.patch);
    CHECK(state.problem.x.shape() == nn::Shape{1, 24, 32});
    CHECK(state.problem.x(0, 2, 5) == Approx(static_cast<double>(picture->grey.at(15, 22)) / 255));
    const auto lab = solved(state);
    const nn::Tensor& maps = lab->forward.values[3];
    const std::size_t each = maps.size() / maps.extent(0);
    for (std::size_t k = 0; k < maps.extent(0); ++k) {
        double sum = 0;
        for (std::size_t i = 0; i < each; ++i) sum += maps[k * each + i];
        CHECK(lab->forward.values[4][k] == Approx(sum / static_cast<double>(each)));
    }
    CHECK(solved(photograph_lab(*picture, {0, 0, 8, 8, true}))->problem.x.shape() == nn::Shape{1, 70, 90});
    const PatchChoice moved = fitted({-5, 1000, 4, 500, false}, *picture);
    CHECK(moved.left == 0);
    CHECK(moved.width == least_patch_side);
    CHECK(moved.top + moved.height == 70);
    CHECK_THROWS_AS(photograph_lab(*textured_picture(7, 40, 1, 3), {}), UserError);
}

TEST_CASE("gradient photograph: the named kernels answer to what they are made for", "[app][gradients]") {
    nn::Tensor weight({1, 1, 3, 3});
    const auto response = [&](const char* name, const std::function<double(double, double)>& brightness) {
        set_kernel(weight, 0, name);
        CHECK(kernel_name(weight, 0) == name);
        double sum = 0;
        for (int m = 0; m < 3; ++m)
            for (int n = 0; n < 3; ++n) sum += weight(0, 0, m, n) * brightness(n - 1, m - 1);
        return sum;
    };
    const auto flat = [](double, double) { return 0.5; };
    const auto to_the_right = [](double x, double) { return x; };
    const auto downwards = [](double, double y) { return y; };
    const auto bowl = [](double x, double y) { return x * x + y * y; };
    CHECK(response("sobel_x", to_the_right) == Approx(8));
    CHECK(response("sobel_x", downwards) == Approx(0));
    CHECK(response("sobel_y", downwards) == Approx(8));
    CHECK(response("laplacian", bowl) == Approx(4));
    CHECK(response("laplacian", to_the_right) == Approx(0));
    for (const char* keeps : {"gaussian", "blur", "sharpen"}) CHECK(response(keeps, flat) == Approx(0.5));
    for (const char* drops : {"sobel_x", "sobel_y", "laplacian"}) CHECK(response(drops, flat) == Approx(0));
    set_kernel(weight, 0, "random", 5);
    const nn::Tensor once = weight;
    CHECK(kernel_name(weight, 0) == "edited");
    set_kernel(weight, 0, "random", 5);
    CHECK(weight == once);
    CHECK_THROWS_AS(set_kernel(weight, 0, "emboss"), UserError);
}
