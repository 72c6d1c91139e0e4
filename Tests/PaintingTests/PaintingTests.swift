import Painting
import Plotting
import Testing

@Suite struct PaintingTests {
  /// Features on a ring, in the plane.
  private func ring(_ count: Int = 8, title: String = "", size: Figure.Size? = nil) throws -> Drawing {
    let matrix = (0..<count).map { Double($0 % 3) - 1 } + (0..<count).map { Double($0 % 5) - 2 }
    return try Figure.features(matrix, rows: 2, columns: count, options: .init(title: title, size: size)).drawing
  }

  /// Bytes 16 … 23 of a PNG file hold width and height.
  private func size(_ png: [UInt8]) -> [Int] {
    [16, 20].map { start in png[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
  }

  @Test func pixelsGoByTheDotsOfAnInch() throws {
    let drawing = try ring(size: .init(width: 400, height: 300))
    #expect(size(try Painting.png(drawing, dpi: 96).bytes) == [400, 300])
    #expect(size(try Painting.png(drawing, dpi: 240).bytes) == [1000, 750])
  }

  @Test func theSameFigureGivesTheSameBytes() throws {
    let drawing = try ring(title: "ℓ = ½ φ")
    #expect(try Painting.png(drawing, dpi: 192).bytes == Painting.png(drawing, dpi: 192).bytes)
    let pdf = try Painting.pdf(drawing).bytes
    #expect(pdf == (try Painting.pdf(drawing).bytes))
    let text = String(decoding: pdf, as: UTF8.self)
    #expect(text.hasPrefix("%PDF-") && !text.contains("CreationDate"))
  }

  @Test func anotherFigureGivesOtherPixels() throws {
    #expect(try Painting.png(ring(8), dpi: 96).bytes != Painting.png(ring(9), dpi: 96).bytes)
  }

  @Test func greekIsThereAndWhatIsNotIsNamed() throws {
    #expect(try Painting.png(ring(title: "W₁ℓ − φ × 10⁻³ ≥ θ"), dpi: 96).missing.isEmpty)
    #expect(try Painting.pdf(ring(title: "a\u{0}b \u{E123}")).missing == ["\u{E123}"])
  }

  @Test func tooManyPixelsAreRefused() throws {
    let drawing = try ring(size: .init(width: 10_000, height: 10_000))
    for dpi in [0, 1e-9, 1e9, .infinity, .nan] as [Double] {
      #expect(throws: PaintingError.self) { try Painting.png(drawing, dpi: dpi) }
    }
  }
}
