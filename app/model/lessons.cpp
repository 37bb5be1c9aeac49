#include "app/model/lessons.h"

#include <algorithm>

namespace siftscope {

const std::vector<Lesson>& lessons() {
    static const std::vector<Lesson> steps{
        {"The turn",
         {"x\u2032 = m R (x \u2212 c) + c\u2032",
          "R = ( cos \u03b8   sin \u03b8 ; \u2212sin \u03b8   cos \u03b8 )"},
         "Every pixel of the original has an exact place x\u2032 in the rotated picture, so that each "
         "match can be judged. c and c\u2032 are the centres, \u03b8 runs counter-clockwise on screen, y "
         "points down. Quarter turns move pixels; other angles read the original between its pixels.",
         "Unser 1999, for the spline",
         {"angle", "scale", "canvas", "interpolation", "figure_angle_true"}},
        {"Scale space",
         {"L(x, \u03c3) = G(\u03c3) \u2217 I", "\u03c3(i) = \u03c3\u2080 2^(i / s)"},
         "The picture is blurred more and more, s steps to each doubling of \u03c3; then every second "
         "pixel is enough, and a new octave begins. More layers sample the scale more finely and take "
         "longer; a larger \u03c3\u2080 loses the smallest structures and keeps the others steadier.",
         "Lowe 2004, section 3",
         {"sigma", "layers", "upsample"}},
        {"Extrema",
         {"D(i) = L(i + 1) \u2212 L(i)", "D(x, i) > D of all its neighbours, or < D of all"},
         "The difference of two blurs answers to blobs of one size. Where it is larger or smaller than "
         "around it, in place and in scale, there is a candidate, and its layer tells the size of the "
         "keypoint.",
         "Lowe 2004, section 3.1",
         {"profile", "engine", "figure_keypoints"}},
        {"Between the samples",
         {"D(x + h) \u2248 D + \u2207D \u00b7 h + h \u00b7 H h / 2", "h = \u2212H\u207b\u00b9 \u2207D"},
         "The extremum lies between pixels and between layers. A smooth function through the samples has its "
         "extremum at x + h; a step of more than half a sample moves on to the next one. Positions of a "
         "hundredth of a pixel come from here.",
         "Lowe 2004, section 4; Brown and Lowe 2002",
         {"insight_residuals"}},
        {"Contrast",
         {"s |D(x + h)| \u2265 C"},
         "What is faint is drowned by noise. A lower C lets weaker blobs through: more keypoints, of which "
         "fewer are found again.",
         "Lowe 2004, section 4",
         {"contrast", "max_features"}},
        {"Edges",
         {"tr(H)\u00b2 / det(H) < (r + 1)\u00b2 / r"},
         "On a straight edge the difference of blurs is extremal, too, but slides along. There one of "
         "the two curvatures is much larger than the other: r is the largest ratio that is let through.",
         "Lowe 2004, section 4.1; Harris and Stephens 1988",
         {"edge"}},
        {"Orientation",
         {"h(\u03b8) = \u03a3 |\u2207L| exp(\u2212d\u00b2 / 2 (1.5 \u03c3)\u00b2) over the gradients of "
          "direction \u03b8",
          "h(\u03b8) \u2265 0.8 max h"},
         "The directions of the gradients around the keypoint vote; the peak turns with the picture, and "
         "what follows is measured against it. A second peak nearly as high makes a second keypoint at "
         "the same place.",
         "Lowe 2004, section 5",
         {}},
        {"Descriptor",
         {"v = 4 \u00d7 4 cells \u00d7 8 directions", "d = 512 w / |w|,  w = min(v / |v|, 0.2)",
          "RootSIFT: 512 \u221a(d / \u03a3d)"},
         "Histograms of the gradients in 16 cells, turned upright. The length is divided out, so that "
         "brightness and contrast do not count; the limit of 0.2 keeps a single strong gradient from "
         "deciding. The square root makes it the Hellinger distance that is compared.",
         "Lowe 2004, section 6; Arandjelovi\u0107 and Zisserman 2012",
         {"root"}},
        {"Ratio test",
         {"d\u2081 < ratio \u00b7 d\u2082"},
         "The nearest descriptor of the other picture has to be clearly nearer than the second nearest. "
         "Lower keeps fewer matches and surer ones: precision against recall.",
         "Lowe 2004, section 7.1",
         {"ratio", "insight_threshold", "figure_putative", "figure_kept"}},
        {"Largest distance and mutual check",
         {"d\u2081 \u2264 D", "a = nearest(nearest(a))"},
         "Two more sieves, both off to begin with: a descriptor that is far from all others has no "
         "partner at all, and of two true partners each is the nearest of the other.",
         "Lowe 2004, section 7.1",
         {"max_distance_on", "max_distance", "mutual"}},
        {"Right and wrong",
         {"|x\u2082 \u2212 x\u2032(x\u2081)| \u2264 tolerance", "precision = right / kept",
          "recall = right / findable"},
         "The true map says where a keypoint has to be found again. Findable are the keypoints with any "
         "keypoint there; precision is 1 when nothing kept is wrong, recall is 1 when nothing findable is "
         "missed.",
         "Mikolajczyk and Schmid 2005",
         {"tolerance", "figure_right", "figure_wrong", "figure_precision", "figure_recall",
          "insight_matches"}},
        {"Repeatability",
         {"repeatability = min over both of  found again / visible"},
         "Of the points that both pictures show, the share that the detector finds in both, within one pixel "
         "and a factor 2^(1/4) in size. No descriptor and no threshold of matching has a part in it.",
         "Mikolajczyk and Schmid 2005",
         {"figure_repeatability"}},
        {"The angle, read back",
         {"\u03b8 = peak of the histogram of o\u2081 \u2212 o\u2082",
          "then  min \u03a3 \u03c1( |x\u2082 \u2212 (m R(\u03b8) x\u2081 + t)| )"},
         "Every kept match votes with the difference of its orientations; around the peak, the turn, "
         "scale and shift that fit the positions best are sought, and what fits badly loses its weight "
         "(\u03c1: Tukey's biweight). The truth is not used: it only tells the error.",
         "Lowe 2004, section 7.3; Beaton and Tukey 1974",
         {"insight_orientation", "figure_angle_estimated", "figure_angle_error"}},
    };
    return steps;
}

std::optional<int> lesson_of(std::string_view control) {
    for (std::size_t i = 0; i < lessons().size(); ++i) {
        const auto& controls = lessons()[i].controls;
        if (std::find(controls.begin(), controls.end(), control) != controls.end())
            return static_cast<int>(i) + 1;
    }
    return std::nullopt;
}

}  // namespace siftscope
