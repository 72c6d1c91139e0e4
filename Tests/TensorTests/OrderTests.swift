import Testing

@testable import Tensor

@Suite struct OrderTests {
  private func vector(_ x: [Double]) -> Tensor { Tensor(x, shape: [x.count]) }

  @Test func orderIsNumPys() throws {
    for peer in try Peers.load().orders {
      let x = vector(peer.x)
      #expect(x.sorted().doubles == peer.sorted)
      #expect(x.order() == peer.order)
      #expect(x.unique().doubles == peer.unique)
      #expect(vector(peer.x.map { $0 > 0.5 ? 1 : 0 }).find().doubles == peer.found)
    }
  }

  @Test func nanComesLast() {
    let x = vector([.nan, 2, -.infinity, .nan, 1])
    #expect(x.order() == [2, 4, 1, 0, 3])
    #expect(x.sorted().doubles.prefix(3) == [-.infinity, 1, 2])
    #expect(x.sorted().doubles.suffix(2).allSatisfy { $0.isNaN })
    #expect(x.unique().count == 4)
  }

  @Test func matricesAreTakenAsVectors() throws {
    let x = Tensor([3, 1, 2, 1] as [Float], shape: [2, 2])
    #expect(x.sorted().floats == [1, 1, 2, 3] && x.sorted().isFloat32)
    #expect(x.unique().shape == [3])
    let mask = Tensor([0.0, 1, 1, 0, 0, 1], shape: [2, 3])
    #expect(mask.find().shape == [3, 2])
    #expect(mask.find().doubles == [0, 1, 0, 2, 1, 2])
  }

  /// The peers whose statistics differ.
  static func mismatches(_ peers: [Peers.Statistics]) throws -> [Peers.Statistics] {
    try peers.filter { peer in
      let x = Tensor(peer.x, shape: [peer.x.count])
      let auto = try x.histogram(bins: 7)
      let ranged = try x.histogram(bins: 5, range: (-1.5, 2.5))
      let uneven = try x.histogram(edges: Tensor(peer.uneven, shape: [4]))
      let quantiles = try x.quantile(Tensor(peer.q, shape: [peer.q.count])).doubles
      let median = try x.median()
      return !near(quantiles, peer.quantiles, within: 1e-15) || !near([median], [peer.median], within: 1e-15)
        || auto.counts.doubles != peer.counts || !near(auto.edges.doubles, peer.edges, within: 1e-15)
        || ranged.counts.doubles != peer.countsInRange || !near(ranged.edges.doubles, peer.edgesInRange, within: 1e-15)
        || uneven.counts.doubles != peer.countsUneven
    }
  }

  @Test func statisticsAreNumPys() throws {
    var peers = try Peers.load().statistics
    #expect(try OrderTests.mismatches(peers).isEmpty)
    peers[3].quantiles[2] += 1e-9
    #expect(try OrderTests.mismatches(peers).count == 1)
  }

  @Test func whatHasNoNumberCountsNowhere() throws {
    let x = vector([.nan, 0.5, .infinity, 1, 2])
    #expect(try x.histogram(edges: vector([0, 1, 2])).counts.doubles == [1, 2])
    #expect(try x.quantile(0.2).isNaN)
    #expect(try vector([-.infinity, .infinity, .infinity]).quantile(1) == .infinity)
    #expect(try vector([]).histogram(bins: 2).edges.doubles == [0, 0.5, 1])
  }
}
