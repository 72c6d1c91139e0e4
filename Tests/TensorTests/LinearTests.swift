import Testing

@testable import Tensor

@Suite struct LinearTests {
  private func diagonal(_ x: Tensor) throws -> Tensor {
    try Tensor.zeros([x.count, x.count]).replacing(.diagonal([x.count, x.count]), with: x)
  }

  @Test func valuesAreNumPys() throws {
    for peer in try Peers.load().matrices {
      let a = Tensor(peer.a, shape: [peer.m, peer.n])
      let b = Tensor(peer.b, shape: [peer.m, 2])
      #expect(near(try a.svd().values.doubles, peer.singular))
      #expect(near(try product(a, transposed(a)).eigh().values.doubles, peer.eigen))
      #expect(near(try a.leastSquares(b).doubles, peer.least, within: 1e-10))
      let (q, r) = try a.qr()
      #expect(near(product(q, r).doubles, peer.a))
      // beyond the rank only rounding decides Q and R
      if !peer.singular.contains(where: { $0 < 1e-10 }) {
        #expect(near(q.doubles, peer.q, within: 1e-11) && near(r.doubles, peer.r, within: 1e-11))
      }
      if let solved = peer.solved {
        #expect(near(try a.solve(b).doubles, solved, within: 1e-9))
        let column = b.gathered(try .resolve(shape: b.shape, indices: [.all, .at(0)]))
        let alone = try a.solve(column)
        #expect(alone.shape == [peer.n])
        #expect(near(alone.doubles, stride(from: 0, to: solved.count, by: 2).map { solved[$0] }, within: 1e-9))
      }
    }
  }

  @Test func partsMakeTheWhole() throws {
    var generator = Generator(Key(11))
    for (m, n) in [(1, 1), (4, 4), (7, 3), (3, 7), (20, 20)] {
      let a = try generator.normal([m, n])
      let r = min(m, n)
      let unit = try Tensor.eye(r).doubles
      let (u, values, v) = try a.svd()
      #expect(u.shape == [m, r] && values.shape == [r] && v.shape == [n, r])
      #expect(near(product(product(u, try diagonal(values)), transposed(v)).doubles, a.doubles))
      #expect(near(product(transposed(u), u).doubles, unit) && near(product(transposed(v), v).doubles, unit))
      let (q, upper) = try a.qr()
      #expect(q.shape == [m, r] && upper.shape == [r, n])
      #expect(near(product(transposed(q), q).doubles, unit))
      let gram = product(a, transposed(a))
      let (eigen, vectors) = try gram.eigh()
      #expect(eigen.doubles == eigen.doubles.sorted())
      #expect(near(product(product(vectors, try diagonal(eigen)), transposed(vectors)).doubles, gram.doubles))
    }
  }

  @Test func vectorsHaveAFixedSign() throws {
    let (values, vectors) = try Tensor([2.0, 1, 1, 2], shape: [2, 2]).eigh()
    let half = 0.5.squareRoot()
    #expect(near(values.doubles, [1, 3]) && near(vectors.doubles, [half, half, -half, half]))
  }

  @Test func singlePrecisionGramsCountAsSymmetric() throws {
    let gram = Tensor([1, 0.25, 0.2500001, 1] as [Float], shape: [2, 2])
    #expect(near(try gram.eigh().values.doubles, [0.75, 1.25], within: 1e-6))
  }

  @Test func leastSquaresFindsTheShortest() throws {
    let x = try Tensor([1.0, 1], shape: [1, 2]).leastSquares(Tensor([2.0], shape: [1]))
    #expect(x.shape == [2] && near(x.doubles, [1, 1]))
    let line = try Tensor([1.0, 0, 1, 1, 1, 2], shape: [3, 2]).leastSquares(Tensor([1.0, 3, 5], shape: [3]))
    #expect(line.shape == [2] && near(line.doubles, [1, 2]))
  }
}
