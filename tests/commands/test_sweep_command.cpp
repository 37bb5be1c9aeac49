#include "app/files/read_picture.h"
#include "app/files/write_sweep.h"
#include "app/model/match_pipeline.h"
#include "app/model/sweep.h"
#include "tests/commands/command_fixture.h"

namespace {

using Lines = std::vector<std::string>;

const std::string header =
    "image,engine,angle,keypoints_1,keypoints_2,putative,kept,right,precision,recall,repeatability,"
    "median_error_px,angle_estimated,angle_error";

std::string first_cells(const std::string& line, int count) {
    std::size_t end = 0;
    while (count-- > 0) end = line.find(',', end) + 1;
    return line.substr(0, end - 1);
}

/// A folder with six small pictures, p0.png to p5.png.
struct SixPictures : PictureFolder {
    SixPictures() {
        for (unsigned i = 0; i < 6; ++i)
            write("p" + std::to_string(i) + ".png", textured_picture(100, 90, i, 40)->colour);
    }
    [[nodiscard]] static Lines sweep(const Lines& more) {
        Lines words{"sweep",  "p0.png", "p1.png",   "p2.png", "p3.png",
                    "p4.png", "p5.png", "--angles", "0:60:30"};
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }
};

}  // namespace

TEST_CASE("sweep: a row for each image, engine and angle, in this order", "[commands]") {
    const PictureFolder folder;
    folder.write("other.png", textured_picture(100, 90, 7)->colour);
    const ProgramResult result = folder.run({"sweep", "photo.png", "other.png", "--angles", "-30:30.5:30",
                                             "--engine", "both", "--output", "s.csv"});
    CHECK(result.status == 0);
    CHECK(result.err.empty());
    const Lines lines = lines_of(file_text(folder.path("s.csv")));
    REQUIRE(lines.size() == 13);
    CHECK(lines[0] == header);
    std::size_t line = 1;
    for (const std::string image : {"photo.png", "other.png"})
        for (const std::string& engine : {siftscope::engine_label({}), std::string("opencv")})
            for (const std::string angle : {"-30", "0", "30"})
                CHECK(first_cells(lines[line++], 3) == image + "," + engine + "," + angle);
    for (const std::string text :
         {"photo.png", "other.png", "all", "opencv", "repeatability", "px", "degrees", "written", "s.csv"}) {
        if (text == "repeatability") continue;  // its heading is cut in two
        CHECK_THAT(result.out, contains_text(text));
    }
}

TEST_CASE("sweep: its rows are the numbers of match", "[commands]") {
    using namespace siftscope;
    const PictureFolder folder;
    const ProgramResult result = folder.run(
        {"sweep", "photo.png", "--angles", "33.5", "--ratio", "0.9", "--mutual", "--tolerance", "2",
         "--canvas", "keep", "--interpolation", "cubic", "--engine", "both", "--output", "-"});
    CHECK(result.status == 0);
    std::vector<SweepRow> rows;
    for (const Engine engine : {Engine::siftscope, Engine::opencv}) {
        Settings settings = Settings{}.with(engine, Profile::precise);
        settings.angle = 33.5;
        settings.match.ratio = 0.9;
        settings.match.mutual = true;
        settings.tolerance = 2;
        settings.canvas = sift::Canvas::keep;
        settings.interpolation = sift::Interpolation::cubic;
        MatchInput input;
        input.first = read_picture(folder.photo());
        rows.push_back(sweep_row("photo.png", *MatchPipeline().run(input, settings)));
    }
    CHECK(result.out == sweep_csv(rows));
}

TEST_CASE("sweep: the plot says what it was made of, the CSV only when asked", "[commands]") {
    using namespace siftscope;
    const SixPictures folder;
    const Lines asked{"--edge", "12.5", "-q"};
    const auto run = [&](Lines more) {
        more.insert(more.end(), asked.begin(), asked.end());
        REQUIRE(folder.run(folder.sweep(more)).status == 0);
    };
    run({"-o", "noted.csv", "--notes", "--plot", "plot.svg"});
    run({"-o", "plain.csv", "--plot", "plot.png"});
    const std::string noted = file_text(folder.path("noted.csv"));
    const std::string plain = file_text(folder.path("plain.csv"));
    CHECK(plain.rfind(header + "\n", 0) == 0);
    REQUIRE(noted.size() > plain.size());
    CHECK(noted.substr(noted.size() - plain.size()) == plain);
    const std::string comments = noted.substr(0, noted.size() - plain.size());
    for (const std::string& line : lines_of(comments)) CHECK(line.rfind("# ", 0) == 0);
    CHECK_THAT(comments, contains_text("\"edge\":12.5"));
    CHECK_THAT(comments, contains_text("# Angles: 0,30,60\n"));
    CHECK_THAT(comments, contains_text("# Software: siftscope "));
    for (int i = 0; i < 6; ++i) {
        const std::string name = "p" + std::to_string(i) + ".png";
        const std::string sha256 = read_picture(folder.path(name))->sha256;
        CHECK_THAT(comments, contains_text("# Source: " + name + "\n# SHA-256: " + sha256 + "\n"));
        for (const char* plot : {"plot.svg", "plot.png"})
            CHECK_THAT(file_text(folder.path(plot)), contains_text(sha256));
    }
}

TEST_CASE("sweep: shards put together are the whole, byte for byte, with any number of threads",
          "[commands]") {
    const SixPictures folder;
    REQUIRE(folder.run(folder.sweep({"--output", "all.csv", "-q", "--threads", "3"})).status == 0);
    const std::string whole = file_text(folder.path("all.csv"));
    REQUIRE(lines_of(whole).size() == 19);
    for (const int count : {1, 2, 4, 6, 8}) {
        CAPTURE(count);
        std::string together = header + "\n";
        for (int index = 1; index <= count; ++index) {
            const ProgramResult part =
                folder.run(folder.sweep({"--shard", std::to_string(index) + "/" + std::to_string(count), "-o",
                                         "-", "--threads", "1"}));
            CHECK(part.status == 0);
            REQUIRE(part.out.rfind(header + "\n", 0) == 0);
            together += part.out.substr(header.size() + 1);
        }
        CHECK(together == whole);
    }
}

TEST_CASE("sweep: one unreadable picture among many is named, the others are done, the status is 2",
          "[commands]") {
    const SixPictures folder;
    std::ofstream(folder.path("p3.png")) << "no picture at all";
    const ProgramResult result = folder.run(folder.sweep({"--output", "s.csv"}));
    CHECK(result.status == 2);
    CHECK(lines_of(result.err).size() == 1);
    CHECK_THAT(result.err, contains_text("p3.png"));
    CHECK(lines_of(file_text(folder.path("s.csv"))).size() == 1 + 5 * 3);
    CHECK_THAT(result.out, contains_text("p5.png"));

    const std::vector<std::string> before = folder.files();
    const ProgramResult none =
        folder.run({"sweep", "missing.png", "p3.png", "--angles", "0:60:30", "--output", "none.csv"});
    CHECK(none.status == 2);
    CHECK(lines_of(none.err).size() == 2);
    CHECK(folder.files() == before);
}

TEST_CASE("sweep: Ctrl+C ends it with status 130 and keeps the rows that are finished", "[commands]") {
    const PictureFolder folder;
    folder.write("large.png", textured_picture(700, 500, 4, 2000)->colour);
    REQUIRE(folder.run({"sweep", "photo.png", "--angles", "0:60:30", "-q", "-o", "first.csv"}).status == 0);
    const std::string first = file_text(folder.path("first.csv"));

    // With one thread photo.png is finished when the missing picture is reported, and nobody waits for the
    // rest.
    Lines words{"sweep", "photo.png", "missing.png", "--angles", "0:60:30", "--threads", "1", "-o", "s.csv"};
    for (int i = 0; i < 1000; ++i) words.emplace_back("large.png");
    ProgramOptions options;
    options.interrupt_when_said = "missing.png";
    const ProgramResult result = folder.run(words, options);
    CHECK(result.status == 130);
    CHECK(result.out.empty());
    CHECK_THAT(result.err, contains_text("3006 rows"));
    CHECK_THAT(result.err, contains_text("s.csv"));
    const std::string kept = file_text(folder.path("s.csv"));
    CHECK(kept.rfind(first, 0) == 0);
    const Lines lines = lines_of(kept);
    CHECK(lines.size() < 500);
    CHECK(kept.back() == '\n');
    for (std::size_t i = 4; i < lines.size(); ++i) {
        CHECK(std::count(lines[i].begin(), lines[i].end(), ',') == 13);
        CHECK(lines[i].rfind("large.png,", 0) == 0);
    }

    // An older file is not replaced by fewer rows. A signal that comes twice, as from timeout, is one.
    options.interrupts = 2;
    std::ofstream(folder.path("s.csv")) << "an older sweep\n";
    CHECK(folder.run(words, options).status == 130);
    CHECK(file_text(folder.path("s.csv")) == "an older sweep\n");
    CHECK(file_text(folder.path("s.partial.csv")).rfind(first, 0) == 0);
}

TEST_CASE("sweep: an older output is replaced when all is done, and left alone when nothing is",
          "[commands]") {
    const PictureFolder folder;
    std::ofstream(folder.path("s.csv")) << "an older sweep\n";
    check_refused(folder.run({"sweep", "missing.png", "--angles", "0:60:30", "-o", "s.csv"}), "missing.png");
    CHECK(file_text(folder.path("s.csv")) == "an older sweep\n");
    CHECK(folder.run({"sweep", "photo.png", "--angles", "30", "-o", "s.csv", "-q"}).status == 0);
    CHECK(lines_of(file_text(folder.path("s.csv"))).size() == 2);
}

TEST_CASE("sweep: bad ranges, shards and outputs are refused in one sentence", "[commands]") {
    const PictureFolder folder;
    struct Refusal {
        Lines words;
        std::string text;
    };
    const std::vector<Refusal> refusals{
        {{"--angles", "90:0:15"}, "reversed"},
        {{"--angles", "0:90:0"}, "step of 0"},
        {{"--angles", "0:90:-15"}, "step below 0"},
        {{"--angles", "0:inf:15"}, "--angles is \"inf\""},
        {{"--angles", "0:90:1e-9"}, "endless"},
        {{"--angles", "0:90:nan"}, "--angles is \"nan\""},
        {{"--angles", ""}, "START:STOP:STEP"},
        {{"--angles", "0:90"}, "START:STOP:STEP"},
        {{"--angles", "0:90:15:3"}, "START:STOP:STEP"},
        {{"--angles", "::"}, "--angles is \"\""},
        {{"--angles", "0:90:15,"}, "START:STOP:STEP"},
        {{"--angles", "0 to 90"}, "\"0 to 90\""},
        {{}, "--angles is missing"},
        {{"--angles", "0:90:15", "--shard", "0/4"}, "--shard is \"0\""},
        {{"--angles", "0:90:15", "--shard", "5/4"}, "--shard is \"5/4\""},
        {{"--angles", "0:90:15", "--shard", "1/0"}, "--shard is \"0\""},
        {{"--angles", "0:90:15", "--shard", "1"}, "--shard is \"1\""},
        {{"--angles", "0:90:15", "--shard", "-1/4"}, "--shard is \"-1\""},
        {{"--angles", "0:90:15", "--shard", "1/2/3"}, "--shard is \"1/2/3\""},
        {{"--angles", "0:90:15", "--engine", "surf"}, "siftscope, opencv, both or all"},
        {{"--angles", "0:90:15", "--engine", "both", "--no-upsample"}, "--no-upsample"},
        {{"--angles", "0:90:15", "--output", "s.txt"}, "must end in .csv"},
        {{"--angles", "0:90:15", "--output", "missing/s.csv"}, "does not exist"},
        {{"--angles", "0:90:15", "--ratio", "2"}, "--ratio is \"2\""},
    };
    for (const auto& [words, text] : refusals) {
        CAPTURE(words);
        Lines all{"sweep", "photo.png"};
        all.insert(all.end(), words.begin(), words.end());
        check_refused(folder.run(all), text);
    }
    check_refused(folder.run({"sweep", "--angles", "0:90:15"}), "IMAGE is missing");
    CHECK(folder.files() == Lines{"photo.png"});
}

TEST_CASE("sweep: a picture without keypoints has rows with empty cells", "[commands]") {
    const PictureFolder folder;
    folder.write("flat.png", cv::Mat(50, 60, CV_8UC3, cv::Scalar(80, 80, 80)));
    const ProgramResult result = folder.run({"sweep", "flat.png", "--angles", "30", "-o", "-"});
    CHECK(result.status == 0);
    CHECK(result.out == header + "\nflat.png," + siftscope::engine_label({}) + ",30,0,0,0,0,0,,,,,,\n");
    CHECK(folder.run({"sweep", "flat.png", "--angles", "30"}).status == 0);
}

TEST_CASE("sweep: plots as PNG and SVG, beside the rows or alone", "[commands]") {
    const PictureFolder folder;
    for (const std::string plot : {"s.png", "s.svg"}) {
        const ProgramResult result =
            folder.run({"sweep", "photo.png", "--angles", "0:90:30", "--engine", "both", "--plot", plot});
        CHECK(result.status == 0);
        CHECK_THAT(result.out, contains_text(plot));
    }
    CHECK(cv::imread(folder.path("s.png")).cols > 1000);
    CHECK_THAT(file_text(folder.path("s.svg")), contains_text("photo.png matched with itself"));
    const ProgramResult piped =
        folder.run({"sweep", "photo.png", "--angles", "0:90:30", "--engine", "both", "--plot", "-"});
    CHECK(piped.out == file_text(folder.path("s.png")));
    check_refused(folder.run({"sweep", "photo.png", "--angles", "0", "--plot", "s.gif"}),
                  "must end in .png or .svg");
}
