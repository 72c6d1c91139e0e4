import Foundation
import Testing

@testable import Plotting

@Suite struct ColourTests {
  private func distance(_ a: OKLab, _ b: OKLab) -> Double {
    let (l, x, y) = (a.lightness - b.lightness, a.a - b.a, a.b - b.b)
    return (l * l + x * x + y * y).squareRoot()
  }

  /// What an eye without cones for red (or, `green`, for green) sees: F. Viénot, H. Brettel and J. Mollon, "Digital video colourmaps for
  /// checking the legibility of displays by dichromats", 1999.
  private func dichromat(_ colour: Colour, green: Bool) -> OKLab {
    let (r, g, b) = (OKLab.linear(colour.red), OKLab.linear(colour.green), OKLab.linear(colour.blue))
    let mixed = green ? 0.29275 * r + 0.70725 * g : 0.11238 * r + 0.88762 * g
    let blue = green ? -0.02234 * r + 0.02234 * g + b : 0.00401 * r - 0.00401 * g + b
    return OKLab(Colour(red: OKLab.encoded(mixed), green: OKLab.encoded(mixed), blue: OKLab.encoded(blue)))
  }

  @Test func theCyclicMapIsEvenAndCloses() {
    let places = (0..<64).map { OKLab(ColourMap.cyclic(Double($0) / 64)) }
    let steps = places.indices.map { distance(places[$0], places[($0 + 1) % 64]) }
    let mean = steps.reduce(0, +) / 64
    #expect(steps.allSatisfy { abs($0 - mean) < 0.4 * mean })
  }

  @Test(arguments: [false, true])
  func dichromatsTellPlacesOfTheCyclicMapApart(green: Bool) {
    let places = (0..<12).map { dichromat(ColourMap.cyclic(Double($0) / 12), green: green) }
    for i in 0..<12 {
      for j in 0..<i { #expect(distance(places[i], places[j]) > 0.03, "\(i) and \(j)") }
    }
  }

  @Test func theDivergingMapIsBalanced() {
    for step in 0..<128 {
      let (low, high) = (OKLab(ColourMap.diverging.steps[step]), OKLab(ColourMap.diverging.steps[255 - step]))
      #expect(abs(low.lightness - high.lightness) < 0.02)
    }
    #expect(OKLab(ColourMap.diverging(0.5)).lightness > 0.95)
  }

  @Test func theSequentialMapGetsLighter() {
    let lightness = stride(from: 0, to: 256, by: 5).map { OKLab(ColourMap.sequential.steps[$0]).lightness }
    #expect(zip(lightness, lightness.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func coloursOfXterm() {
    #expect(TextColour.index(Colour(0x000000)) == 16)
    #expect(TextColour.index(Colour(0xFFFFFF)) == 231)
    #expect(TextColour.index(Colour(0xFF0000)) == 196)
    #expect(TextColour.index(Colour(0x808080)) == 244)
  }
}
