#include "app/model/reproduce_command.h"

#include "tests/support/catch.h"

using namespace siftscope;

TEST_CASE("command: only what differs from the defaults is told", "[command]") {
    Settings settings;
    CHECK(reproduce_command(settings, "photo.png") == "siftscope match photo.png --angle 30");
    settings.angle = 0.1 + 0.2;
    settings.match.ratio = 0.75;
    settings.match.max_distance = 200;
    settings.match.mutual = true;
    settings.detect.upsample = false;
    settings.canvas = sift::Canvas::keep;
    CHECK(reproduce_command(settings, "photo.png") ==
          "siftscope match photo.png --angle 0.30000000000000004 --canvas keep --no-upsample --ratio 0.75 "
          "--max-distance 200 --mutual");
}

TEST_CASE("command: two pictures are told instead of an angle", "[command]") {
    CHECK(reproduce_command({}, "a.png", "b.png") == "siftscope match a.png --with b.png");
    CHECK(reproduce_command({}, "a.png", "b.png", "my truth.txt") ==
          "siftscope match a.png --with b.png --truth 'my truth.txt'");
}

TEST_CASE("command: a path means itself to a shell, whatever it holds", "[command]") {
    CHECK(shell_word("/a/b-c_d.png") == "/a/b-c_d.png");
    CHECK(shell_word("") == "''");
    CHECK(shell_word("two words") == "'two words'");
    CHECK(shell_word("$HOME `x` \"y\" \\ * ~") == "'$HOME `x` \"y\" \\ * ~'");
    CHECK(shell_word("it's") == "'it'\\''s'");
    CHECK(shell_word("\u00FC.png") == "'\u00FC.png'");
    CHECK(reproduce_command({}, "-x.png") == "siftscope match ./-x.png --angle 30");
}

TEST_CASE("command: a profile is told with what differs from its own defaults", "[command]") {
    Settings settings = Settings{}.with(Engine::siftscope, Profile::classic);
    CHECK(reproduce_command(settings, "a.png") == "siftscope match a.png --angle 30 --profile classic");
    settings.detect.sigma = 1.7;
    CHECK(reproduce_command(settings, "a.png") ==
          "siftscope match a.png --angle 30 --profile classic --sigma 1.7");
    CHECK(reproduce_command(Settings{}.with(Engine::opencv, Profile::precise), "a.png") ==
          "siftscope match a.png --angle 30 --engine opencv");
}
