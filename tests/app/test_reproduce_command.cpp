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

TEST_CASE("command: a sweep is told by its angles and engines, whichever engine the match screen has",
          "[command]") {
    Settings settings;
    CHECK(reproduce_sweep_command(settings, "a b.png", {0, 360, 15}, SweepEngines::siftscope) ==
          "siftscope sweep 'a b.png' --angles 0:360:15");
    settings.match.mutual = true;
    settings.canvas = sift::Canvas::keep;
    const std::string both = "siftscope sweep a.png --angles -90:90:0.1 --canvas keep --engine both --mutual";
    CHECK(reproduce_sweep_command(settings, "a.png", {-90, 90, 0.1}, SweepEngines::both) == both);
    CHECK(reproduce_sweep_command(settings.with(Engine::opencv, settings.profile), "a.png", {-90, 90, 0.1},
                                  SweepEngines::both) == both);
    settings = settings.with(Engine::siftscope, Profile::classic);
    CHECK(reproduce_sweep_command(settings, "a.png", {1, 1, 1}, SweepEngines::opencv) ==
          "siftscope sweep a.png --angles 1:1:1 --canvas keep --engine opencv --profile classic --mutual");
}

TEST_CASE("command: distortions and the filter of keypoints are told where they do something", "[command]") {
    Settings settings;
    settings.distortion = {.scale = 0.7, .noise = 5, .seed = 3};
    settings.filter.region = Region{10, 20.5, 300, 200};
    settings.filter.max_size = 30;
    CHECK(reproduce_command(settings, "a.png") ==
          "siftscope match a.png --angle 30 --scale 0.7 --noise 5 --seed 3 --region 10,20.5,300,200 "
          "--max-size 30");
    settings.distortion = {.blur = 2, .gain = 1.5, .brightness = -10, .jpeg = 50};
    settings.filter = {};
    settings.filter.min_size = 2.5;
    CHECK(reproduce_command(settings, "a.png") ==
          "siftscope match a.png --angle 30 --blur 2 --gain 1.5 --brightness -10 --jpeg 50 --min-size 2.5");
    CHECK(reproduce_command(settings, "a.png", "b.png") ==
          "siftscope match a.png --with b.png --min-size 2.5");
}
