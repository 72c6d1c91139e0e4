import Plotting
import Testing

/// 10 000 points draw in 100 ms as text and in 300 ms as a picture. That is asked of release builds; debug builds, whose code is many
/// times slower, may take 20 times as long, which still finds work that grows faster than the points.
@Suite(.serialized) struct SpeedTests {
  #if DEBUG
    static let slowness = 20
  #else
    static let slowness = 1
  #endif

  @Test func tenThousandPoints() throws {
    let clock = ContinuousClock()
    let figures = try [
      Figure.features(Samples.ring(10_000), rows: 3, columns: 10_000), .line(Samples.decay(10_000, rate: 700)),
      .heatMap(Samples.decay(10_000, rate: 700), rows: 100, columns: 100),
    ]
    for figure in figures {
      let text = (0..<3).map { _ in clock.measure { _ = figure.text(colour: .trueColor) } }.min()
      let svg = (0..<3).map { _ in clock.measure { _ = figure.svg() } }.min()
      #expect(text ?? .zero < .milliseconds(100) * Self.slowness)
      #expect(svg ?? .zero < .milliseconds(300) * Self.slowness)
    }
  }
}
