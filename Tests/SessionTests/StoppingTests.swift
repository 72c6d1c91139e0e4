import Foundation
import LargeStack
import Session
import Testing

@Suite("Stopping")
struct StoppingTests {
  @Test("An interrupt stops work, and nothing is lost but the rest")
  func interrupts() {
    let desk = Desk()
    let session = desk.session()
    session.type("let kept = 1")
    let interrupt = desk.interrupt
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: 0.2)
      interrupt.raise(.user)
    }
    #expect(session.type("var n = 0\nwhile true { n += 1 }\nlet kept = 2").word == "interrupted")
    #expect(desk.notes == ["In [1]:2:7: interrupted"] || desk.notes.first?.hasSuffix("interrupted") == true)
    interrupt.clear()
    session.type("kept; print(kept, n > 0)")
    #expect(desk.output == "1 true\n")
  }

  @Test("An interrupted training is bound as far as it went, and shows")
  func training() throws {
    let desk = Desk()
    let session = desk.session()
    session.type("let m = toy(n: 5, h: 2, scale: 0.4); var after = 0")
    let interrupt = desk.interrupt
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: 0.7)
      interrupt.raise(.user)
    }
    #expect(session.type("let run = train(m, adam, 1000000000); after = 1").word == "interrupted")
    #expect(desk.takeOutput().contains("Run"))
    interrupt.clear()
    session.type("print(run.steps > 0, run.loss.count == run.steps, after)")
    #expect(desk.output == "true true 0\n")
    #expect(desk.shown.contains { $0 != nil })
    #expect(desk.shown.last == .some(nil))
  }

  @Test("The first reason counts until it is cleared")
  func reasons() {
    let interrupt = Interrupt()
    #expect(interrupt.reason == nil)
    #expect(interrupt.raise(.limit(.time)))
    #expect(!interrupt.raise(.user))
    #expect(interrupt.reason == .limit(.time))
    interrupt.clear()
    #expect(interrupt.reason == nil)
  }

  @Test("A time limit ends a submission as a failure, and the next one has its own time")
  func time() {
    let desk = Desk()
    let session = desk.session { $0.maxTime = 0.2 }
    #expect(session.type("while true {}").word == "failed")
    #expect(desk.notes.first?.contains("--max-time") == true)
    desk.interrupt.clear()
    #expect(session.type("1 + 1").word == "completed")
    Thread.sleep(forTimeInterval: 0.4)
    #expect(session.type("1 + 1").word == "completed")
  }

  @Test("A memory limit ends a submission as a failure")
  func memory() {
    let desk = Desk()
    let session = desk.session {
      $0.maxMemory = 1 << 20
      $0.maxTime = 20
    }
    #expect(session.type("while true {}").word == "failed")
    #expect(desk.notes.first?.contains("--max-memory") == true)
  }

  @Test("A limit of operations ends a submission as a failure, the next one counts from the start")
  func operations() {
    let desk = Desk()
    let session = desk.session { $0.maxOperations = 1000 }
    #expect(session.type("for i in 0 ..< 900 { }").word == "completed")
    #expect(session.type("for i in 0 ..< 900 { }").word == "completed")
    #expect(session.type("while true {}").word == "failed")
    #expect(desk.notes.first?.contains("1000 loop turns and calls of --max-operations") == true)
    let free = desk.session { $0.maxOperations = .max }
    desk.interrupt.clear()
    #expect(free.type("for i in 0 ..< 9000 { }").word == "completed")
  }

  @Test("Endless recursion is an error")
  func recursion() throws {
    let (word, note) = try onLargeStack {
      let desk = Desk()
      let word = desk.session().type("func f(n) { f(n + 1) + 1 }\nf(0)").word
      return (word, desk.notes.first ?? "")
    }
    #expect(word == "failed")
    #expect(note.contains("too deep"))
  }
}
