#pragma once

#include <memory>
#include <string>

#include <opencv2/core.hpp>

#include "app/model/match_result.h"

/// Three keypoints against two, three putative matches: kept and right, not kept, kept and wrong.
/// All numbers have short exact decimal forms.
inline siftscope::MatchResult small_match_result(const std::string& first_path = "photo.png") {
    siftscope::Picture first;
    first.path = first_path;
    first.width = 40;
    first.height = 30;
    first.colour = cv::Mat(30, 40, CV_8UC3, cv::Scalar(10, 20, 30));
    siftscope::Picture second = first;
    second.path.clear();
    second.colour = cv::Mat(30, 40, CV_8UC3, cv::Scalar(40, 50, 60));

    siftscope::MatchSide side_1;
    side_1.keypoints = {
        {10.25, 20.5, 4, 90, 0.1, 0, 1}, {11, 21, 3, 0, 0.1, 0, 2}, {12, 22, 2, 180, 0.1, -1, 3}};
    side_1.descriptors.resize(3);
    side_1.descriptors[0].fill(1);
    side_1.descriptors[1].fill(20);
    side_1.descriptors[2].fill(255);
    siftscope::MatchSide side_2;
    side_2.keypoints = {{31, 6, 3.25, 330, 0.1, 0, 2}, {30.125, 5, 4.5, 60, 0.1, 0, 1}};
    side_2.descriptors.resize(2);

    siftscope::MatchResult result;
    result.first = std::make_shared<siftscope::Picture>(first);
    siftscope::SecondPicture rotated;
    rotated.picture = std::make_shared<siftscope::Picture>(second);
    rotated.rotation.emplace();
    result.second = std::make_shared<siftscope::SecondPicture>(rotated);
    result.side_1 = std::make_shared<siftscope::MatchSide>(side_1);
    result.side_2 = std::make_shared<siftscope::MatchSide>(side_2);
    sift::Match kept_right, dropped, kept_wrong;
    kept_right.first = 0;
    kept_right.second = 1;
    kept_right.distance = 100.5;
    kept_right.ratio = 0.5;
    kept_right.kept = true;
    dropped.first = 1;
    dropped.second = 0;
    dropped.distance = 200;
    kept_wrong = kept_right;
    kept_wrong.first = 2;
    kept_wrong.distance = 50;
    kept_wrong.ratio = 0.25;
    result.matches = {kept_right, dropped, kept_wrong};
    result.kept = 2;
    sift::Verdicts verdicts;
    verdicts.judgements = {{0.75, 0, 0, true}, {1.5, 0, 0, true}, {40, 0, 0, false}};
    result.verdicts = verdicts;
    return result;
}
