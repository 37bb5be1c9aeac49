#include "app/model/error.h"
#include "app/window/script_parser.h"
#include "tests/support/catch.h"

using namespace siftscope;

namespace {

std::string refusal(const std::string& text) {
    try {
        (void)parse_script(text, "demo.txt");
    } catch (const UserError& error) {
        return error.what();
    }
    return "accepted";
}

}  // namespace

TEST_CASE("script: comments and empty lines are skipped and lines keep their numbers", "[window]") {
    const auto script = parse_script("# a demo\n\n  wait idle  # until done\nquit", "demo.txt");
    REQUIRE(script.size() == 2);
    CHECK(script[0].line == 3);
    CHECK(std::holds_alternative<step::WaitIdle>(script[0].step));
    CHECK(script[1].line == 4);
    CHECK(std::holds_alternative<step::Quit>(script[1].step));
}

TEST_CASE("script: quotation marks keep spaces and number signs together", "[window]") {
    const auto script = parse_script("drop \"a b #1.png\" c.png\ntype \"say \\\"hi\\\"\"\n", "demo.txt");
    const auto& drop = std::get<step::Drop>(script.at(0).step);
    CHECK(drop.paths == std::vector<std::string>{"a b #1.png", "c.png"});
    CHECK(std::get<step::Type>(script.at(1).step).text == "say \"hi\"");
}

TEST_CASE("script: a path may hold spaces without quotation marks", "[window]") {
    CHECK(std::get<step::Open>(parse_script("open my picture.png", "s").at(0).step).path == "my picture.png");
}

TEST_CASE("script: a drag reads two values or two positions", "[window]") {
    const auto script = parse_script("drag angle 0 -180.5\ndrag canvas_source 10,20 30.5,40\n", "s");
    const auto& value = std::get<step::DragValue>(script.at(0).step);
    CHECK(value.from == 0);
    CHECK(value.to == -180.5);
    const auto& point = std::get<step::DragPoint>(script.at(1).step);
    CHECK(point.from == step::Point{10, 20});
    CHECK(point.to == step::Point{30.5, 40});
}

TEST_CASE("script: clicks, keys, waits and sizes are read with their options", "[window]") {
    const auto script = parse_script(
        "click open\nclick canvas_source 3,4\nscroll canvas_source 5,6 -3\nkey Ctrl+Shift+C\nkey B down\n"
        "wait 0.5\nwait file done.txt\nresize 1280 800\ntab gradients\n",
        "s");
    CHECK_FALSE(std::get<step::Click>(script.at(0).step).at);
    CHECK(std::get<step::Click>(script.at(1).step).at == step::Point{3, 4});
    CHECK(std::get<step::Scroll>(script.at(2).step).notches == -3);
    CHECK(std::get<step::Key>(script.at(3).step).action == step::KeyAction::tap);
    CHECK(std::get<step::Key>(script.at(4).step).action == step::KeyAction::press);
    CHECK(std::get<step::WaitSeconds>(script.at(5).step).seconds == 0.5);
    CHECK(std::get<step::WaitFile>(script.at(6).step).path == "done.txt");
    CHECK(std::get<step::Resize>(script.at(7).step).width == 1280);
    CHECK(std::get<step::Tab>(script.at(8).step).name == "gradients");
}

TEST_CASE("script: Windows line ends and a byte order mark are harmless", "[window]") {
    const auto script = parse_script("\xEF\xBB\xBFwait idle\r\nset ratio 0.7\r\n", "s");
    CHECK(std::get<step::Set>(script.at(1).step).value == "0.7");
}

TEST_CASE("script: what cannot be read is refused with the file, the line and what to write", "[window]") {
    CHECK_THAT(refusal("wait idle\nclik open"), contains_text("demo.txt:2: there is no step 'clik'"));
    CHECK_THAT(refusal("clik open"), contains_text("click"));
    CHECK_THAT(refusal("set ratio"), contains_text("demo.txt:1: write: set NAME VALUE"));
    CHECK_THAT(refusal("quit now"), contains_text("write: quit"));
    CHECK_THAT(refusal("drag angle 0 ten"), contains_text("'ten' is not a number"));
    CHECK_THAT(refusal("drag angle nan 1"), contains_text("'nan' is not a number"));
    CHECK_THAT(refusal("drag canvas 1,2 3"), contains_text("'3' is not a position X,Y"));
    CHECK_THAT(refusal("click canvas 1;2"), contains_text("'1;2' is not a position X,Y"));
    CHECK_THAT(refusal("key Ctrl+Hyper"), contains_text("'Ctrl+Hyper' is no key"));
    CHECK_THAT(refusal("wait -1"), contains_text("0 to 3600 seconds"));
    CHECK_THAT(refusal("wait soon"), contains_text("'soon' is not a number"));
    CHECK_THAT(refusal("expect right is 3"), contains_text("'is' is no comparison"));
    CHECK_THAT(refusal("resize 1280 80.5"), contains_text("'80.5' is not a whole number"));
    CHECK_THAT(refusal("scroll canvas 1,2 up"), contains_text("'up' is not a number"));
    CHECK_THAT(refusal("open \"a.png"), contains_text("a quotation mark is not closed"));
}

TEST_CASE("script: a wait may be for what an expectation may say, and for nothing else", "[window]") {
    const auto script =
        parse_script("wait until sweep.rows >= 3\nwait until message contains two words", "s");
    const auto& rows = std::get<step::WaitUntil>(script.at(0).step).expected;
    CHECK(rows.key == "sweep.rows");
    CHECK(rows.op == ">=");
    CHECK(rows.value == "3");
    CHECK(std::get<step::WaitUntil>(script.at(1).step).expected.value == "two words");
    CHECK_THAT(refusal("wait until rows"), contains_text("write: wait until KEY OP VALUE"));
    CHECK_THAT(refusal("wait until rows is 3"), contains_text("'is' is no comparison"));
    CHECK_THAT(refusal("wait file a b"), contains_text("write: wait file PATH"));
    CHECK_THAT(refusal("wait idle now"), contains_text("write: wait idle"));
}
