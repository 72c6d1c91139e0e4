import Foundation
import Testing

@testable import Plotting

@Suite struct PropertyTests {
  static let sizes = [(24, 12), (25, 13), (40, 12), (60, 20), (80, 24), (200, 60)]

  /// A line of text without its escape sequences.
  static func plain(_ line: Substring) -> String {
    line.split(separator: "\u{1B}", omittingEmptySubsequences: false).enumerated().map { i, part in
      i == 0 ? String(part) : String(part.drop { $0 != "m" }.dropFirst())
    }.joined()
  }

  static func awkward() throws -> [Figure] {
    let title = "日本語の題 é\u{301}\u{302} 👩‍👩‍👧 " + String(repeating: "long ", count: 60)
    let wide = Figure.Options(title: title, x: "横軸\u{1B}[31m\n", y: String(repeating: "縦", count: 90))
    let many = (0..<40).map { (name: "series \($0)", values: [Double($0), 1]) }
    return try Samples.all().map(\.figure) + [
      .line([1e-300, 1e300], options: wide), .line([1e9, 1e9 + 1]), .line([-0.000001, 0.000002]), .line([5]), .line([0, 0, 0]),
      .line([1e300, -1e300]), .line([.leastNonzeroMagnitude, 0]), .line([7, 7, 7], options: .init(isLogarithmic: true)),
      .line([3, 0, -1], options: .init(isLogarithmic: true)), .features([1e300, -1e300, 0, 1e300], rows: 2, columns: 2, options: wide),
      .features([0, 0], rows: 2, columns: 1), .features([0, 0, 0], rows: 3, columns: 1), .features([1e-300, 1, 0, 0], rows: 2, columns: 2),
      .features([1, 2, 3, .nan, 5, 6, 7, 8, 9], rows: 3, columns: 3, options: wide), .features([123456.5, 0, 1, 1], rows: 2, columns: 2),
      .heatMap([1], rows: 1, columns: 1), .heatMap([.nan, 1, -1, .infinity], rows: 2, columns: 2, options: wide),
      .heatMap(Array(repeating: 3, count: 500), rows: 1, columns: 500), .heatMap(Samples.ring(300), rows: 900, columns: 1),
      .heatMap([1e300, -1e300], rows: 1, columns: 2), .heatMap([.leastNonzeroMagnitude, 0], rows: 2, columns: 1),
      .lines(many, options: wide),
      .lines([("", [1, 2]), ("e\u{301}", []), ("", [.nan, 2])]), .points(x: [.nan, 1], y: [1, 1], labels: [title, title]),
      .points(x: [0], y: [0], z: [0]), .curve(x: [1e300, -1e300], y: [0, 1e-300], name: title), .bars([.infinity, 3, -1e300]),
      .bars([1e-9, 1e9]).with(.init(isLogarithmic: true)), .arrows([0, 0], rows: 2, columns: 1),
      .arrows([0, .nan, 1, 2, 3, 4], rows: 3, columns: 2), .band(x: [0, 1, 2], low: [0, .nan, 1], high: [1, 1, .infinity]),
      .field([.nan, 1], x: [1e-300, 1e300], y: [0]), .field([1, 1, 1], x: [1, 10, 100], y: [5]),
      .contours([0, 1, .nan, 1, 0, 1, 1, 1, 0], x: [0, 1, 2], y: [0, 1, 2], levels: [0.5]),
      .table([("", ["", title], false), (title, ["1", "2"], true)], first: 9, options: wide),
      .table((0..<60).map { i in ("c\(i)", (0..<200).map { "\($0 * i)" }, true) }, first: 200),
      .texts(["\u{1B}[31m" + title], x: [1], y: [1]),
    ]
  }

  @Test func everyLineFits() throws {
    for figure in try Self.awkward() {
      for (width, height) in Self.sizes {
        for colour in TextColour.allCases {
          let text = figure.text(width: width, height: height, colour: colour)
          let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
          #expect(lines.count <= height, "\(figure.summary)")
          for line in lines {
            let plain = Self.plain(line)
            #expect(DisplayWidth.of(plain) <= width, "\(plain)")
            #expect(!plain.unicodeScalars.contains { $0.value < 0x20 })
            if colour == .none { #expect(!line.contains("\u{1B}")) }
          }
        }
      }
    }
  }

  @Test func singlePointsShareWhatTheySpanTogether() throws {
    let shared = Figure.sharing([try .points(x: [1], y: [0]), try .points(x: [5], y: [2])])
    #expect(shared.map(\.limits?.u) == Array(repeating: Interval(1, 5).padded(0.02), count: 2))
    #expect(shared.map(\.limits?.v) == Array(repeating: Interval(0, 2).padded(0.04), count: 2))
  }

  @Test func tooSmallSaysSo() throws {
    for (width, height) in [(0, 0), (-5, 3), (10, 50), (80, 4)] {
      let text = try Samples.loss().text(width: width, height: height)
      #expect(text.count <= max(width, 0) + 1)
    }
  }

  @Test func everyPictureIsWellFormed() throws {
    let small = Figure.Options(title: "a < b & \"c\" > 'd' \u{0}\u{1F}\u{FFFF}", size: .init(width: 1, height: .nan))
    let figures = try Self.awkward() + [.features(Samples.ring(20), rows: 3, columns: 20, options: small)]
    for figure in figures {
      let svg = figure.svg()
      #expect(malformation(svg) == nil, "\(figure.summary)")
      #expect(!svg.contains("nan") && !svg.contains("inf"), "\(figure.summary)")
    }
  }

  @Test(arguments: [
    "<svg><g></svg>", "<svg a=\"1\" a=\"2\"/>", "<svg>a & b</svg>", "<svg a=\"<\"/>", "<svg>", "<svg a=\"1/>", "x", "<svg>\u{1}</svg>",
    "</a>",
  ])
  func theCheckerFindsFaults(document: String) {
    #expect(malformation(document) != nil)
  }

  @Test func drawingTwiceGivesTheSameBytes() throws {
    for figure in try Self.awkward() {
      #expect(figure.svg() == figure.svg())
      #expect(figure.text(colour: .trueColor) == figure.text(colour: .trueColor))
    }
  }

  @Test func everyCameraDraws() throws {
    for azimuth in Array(stride(from: -180.0, through: 180, by: 45)) + [1e308, .infinity] {
      for elevation in [-90.0, -20, 0, 35, 90, .nan] {
        let options = Figure.Options(camera: Camera(azimuth: azimuth, elevation: elevation))
        let figure = try Figure.features(Samples.ring(30), rows: 3, columns: 30, options: options)
        #expect(malformation(figure.svg()) == nil)
        #expect(!figure.text().isEmpty)
      }
    }
  }

  @Test func everyPointSaysItsNumber() throws {
    let svg = try Samples.circle3D().svg()
    for i in 0..<90 { #expect(svg.contains("<title>feature \(i) (")) }
  }

  /// A million values in release builds; debug builds, 50 times slower, take 90 000.
  @Test func aMillionValuesDraw() throws {
    #if DEBUG
      let side = 300
    #else
      let side = 1000
    #endif
    let count = side * side
    let many = (0..<count).map(Samples.noise)
    let line = try Figure.line(many)
    #expect(line.svg().utf8.count < 100_000)
    #expect(!line.text().isEmpty)
    let points = try Figure.features(many + many.reversed(), rows: 2, columns: count)
    #expect(points.svg().utf8.count < 5_000_000)
    #expect(!points.text().isEmpty)
    #expect(points.notes == ["not joined: more than 20000 features"])
    let map = try Figure.heatMap(many, rows: side, columns: side)
    #expect(map.svg().utf8.count < 5_000_000)
    #expect(!map.text(colour: .ansi256).isEmpty)
  }
}
