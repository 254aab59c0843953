using Clinic.Registration.Premises.Directory;
using Clinic.Registration.Visits.Triage;

namespace Clinic.Registration.Tests.Rules;

public sealed class FairShareRules
{
    static readonly DateTimeOffset Morning = new(2026, 3, 2, 0, 30, 0, TimeSpan.Zero);

    readonly TriageBook book = new() { DepartmentId = Guid.CreateVersion7(), BranchId = Guid.CreateVersion7() };

    [Fact]
    public void A_turn_is_divided_by_weight_to_the_last_unit()
    {
        Assert.Equal([333_334, 333_333, 333_333], FairShare.Credits([10, 10, 10]));
        Assert.Equal([666_667, 333_333], FairShare.Credits([10, 5]));
        Assert.Equal([909_091, 90_909], FairShare.Credits([10, 1]));
        Assert.Equal([1_000_000], FairShare.Credits([3]));
    }

    [Fact]
    [Rule("R-321")]
    public void Doctors_of_equal_share_take_turns_in_the_order_of_the_book()
    {
        var board = Board(10, 10, 10);

        var picked = Enumerable.Range(0, 9).Select(_ => Assign(board, Rotation()).Decision.DoctorId).ToList();

        Assert.Equal(Enumerable.Range(0, 9).Select(at => board[at % 3].Balance.DoctorId), picked);
    }

    [Fact]
    [Rule("R-321")]
    public void A_doctor_with_half_a_share_sees_half_as_many_clients()
    {
        var board = Board(10, 5);

        var picked = Enumerable.Range(0, 300).Select(_ => Assign(board, Rotation()).Decision.DoctorId).ToList();

        Assert.Equal(200, picked.Count(id => id == board[0].Balance.DoctorId));
    }

    [Fact]
    [Rule("R-321")]
    public void A_doctor_who_is_off_duty_is_passed_over_and_gets_no_credit_for_it()
    {
        var board = Board(10, 10);
        board[0] = board[0] with { Excluded = Exclusion.OnLeave };

        var turn = Assign(board, Rotation());

        Assert.Equal(board[1].Balance.DoctorId, turn.Decision.DoctorId);
        Assert.Equal(0, board[0].Balance.Units);
        Assert.Equal(
            Exclusion.OnLeave,
            turn.Decision.Candidates.Single(candidate => candidate.DoctorId == board[0].Balance.DoctorId).ExcludedBecause
        );
    }

    [Fact]
    public void With_nobody_on_duty_nobody_is_assigned()
    {
        var board = Board(10);
        board[0] = board[0] with { Excluded = Exclusion.OffDuty };

        Assert.Equal("no-doctor-on-duty", book.Assign(Rotation(), board, false, out _)?.Code);
        Assert.Equal("named-doctor-not-on-duty", book.Assign(Named(board[0]), board, false, out _)?.Code);
        Assert.Equal(0, book.LastLine);
    }

    [Fact]
    [Rule("R-295")]
    public void A_named_doctor_is_written_down_and_no_turn_moves()
    {
        var board = Board(10, 10);
        var first = Assign(board, Rotation()).Decision.DoctorId;

        var named = Assign(board, Named(board.Single(onBoard => onBoard.Balance.DoctorId == first)));
        var next = Assign(board, Rotation());

        Assert.Equal(first, named.Decision.DoctorId);
        Assert.Empty(named.Entries);
        Assert.NotEqual(first, next.Decision.DoctorId);
    }

    [Fact]
    public void Where_the_branch_says_so_a_named_doctor_pays_the_turn()
    {
        var board = Board(10, 10);

        var turn = Assign(board, Named(board[1]), namedPays: true);

        Assert.Equal((500_000, -500_000), (board[0].Balance.Units, board[1].Balance.Units));
        Assert.Equal(FairShare.Turn, turn.Entries.Sum(entry => entry.Paid));
    }

    [Fact]
    [Rule("R-134")]
    public void An_overturned_turn_gives_back_exactly_what_it_took()
    {
        var board = Board(10, 7, 3);
        for (var count = 0; count < 5; count++)
            Assign(board, Rotation());
        var before = board.Select(onBoard => (onBoard.Balance.Units, onBoard.Balance.LastTurn)).ToList();
        var turn = Assign(board, Rotation());
        var lastBefore = before[board.FindIndex(onBoard => onBoard.Balance.DoctorId == turn.Decision.DoctorId)].LastTurn;

        var back = book.Overturn(
            turn.Decision,
            turn.Entries,
            board.ToDictionary(onBoard => onBoard.Balance.DoctorId, onBoard => onBoard.Balance),
            lastBefore,
            Guid.CreateVersion7(),
            Morning
        );

        Assert.Equal(before, board.Select(onBoard => (onBoard.Balance.Units, onBoard.Balance.LastTurn)));
        Assert.All(
            back,
            entry =>
                Assert.Contains(
                    turn.Entries,
                    triageEntry =>
                        triageEntry.DoctorId == entry.DoctorId && triageEntry.Credit == -entry.Credit && triageEntry.Paid == -entry.Paid
                )
        );
        Assert.NotNull(turn.Decision.ReversedAt);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20260302)]
    [InlineData(77)]
    [Rule("R-262", "R-321")]
    public void Ten_thousand_arrivals_with_doctors_coming_and_going_stay_within_two_turns_and_follow_from_the_book(int seed)
    {
        Random chance = new(seed);
        var board = Board([.. Enumerable.Range(0, 12).Select(_ => chance.Next(5, 11))]);
        List<BookReplay.Entry> entries = [];
        for (var arrival = 0; arrival < 10_000; arrival++)
        {
            if (chance.Next(10) == 0)
            {
                var at = chance.Next(board.Count);
                board[at] = board[at] with
                {
                    Excluded =
                        board[at].Excluded is null && board.Count(onBoard => onBoard.Excluded is null) > 1 ? Exclusion.OffDuty : null,
                };
            }
            var turn = Assign(board, Rotation());
            entries.AddRange(
                turn.Entries.Select(entry => new BookReplay.Entry(
                    entry.Line,
                    entry.DoctorId,
                    false,
                    entry.DecisionId,
                    true,
                    entry.Tenths,
                    entry.Credit,
                    entry.Paid,
                    entry.BalanceAfter
                ))
            );

            Assert.Equal(0, board.Sum(onBoard => onBoard.Balance.Units));
            Assert.InRange(board.Max(onBoard => Math.Abs(onBoard.Balance.Units)), 0, 2 * FairShare.Turn);
        }

        BookReplay replay = new();
        Assert.Null(replay.WhatIsWrong(entries));
        Assert.All(board, onBoard => Assert.Equal(onBoard.Balance.Units, replay.Balances.GetValueOrDefault(onBoard.Balance.DoctorId)));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(20260302)]
    [Rule("R-134", "R-262", "R-295")]
    public void Named_doctors_retriages_and_no_shows_leave_nothing_over_and_the_book_still_tells_every_pick(int seed)
    {
        Random chance = new(seed);
        var board = Board([.. Enumerable.Range(0, 7).Select(_ => chance.Next(3, 11))]);
        List<TriageTurn> standing = [];
        List<BookReplay.Entry> entries = [];
        for (var arrival = 0; arrival < 10_000; arrival++)
        {
            if (chance.Next(8) == 0)
            {
                var at = chance.Next(board.Count);
                board[at] = board[at] with
                {
                    Excluded =
                        board[at].Excluded is null && board.Count(onBoard => onBoard.Excluded is null) > 1 ? Exclusion.OnLeave : null,
                };
            }
            var (ask, pays) = chance.Next(6) switch
            {
                0 => (Named(board.First(onBoard => onBoard.Excluded is null)), false),
                1 => (Named(board.Last(onBoard => onBoard.Excluded is null)), true),
                _ => (Rotation(), false),
            };
            var turn = Assign(board, ask, pays);
            Note(turn.Entries, ask.Way);
            if (turn.Decision.Pays)
                standing.Add(turn);
            if (chance.Next(5) == 0 && standing.Count > 0)
            {
                // Any that still stands, the last or one of hours ago.
                var back = standing[chance.Next(2) == 0 ? standing.Count - 1 : chance.Next(standing.Count)];
                standing.Remove(back);
                var before = standing
                    .Where(triageTurn =>
                        triageTurn.Decision.DoctorId == back.Decision.DoctorId && triageTurn.Decision.Line < back.Decision.Line
                    )
                    .Select(triageTurn => triageTurn.Decision.Line)
                    .DefaultIfEmpty(0)
                    .Max();
                Note(
                    book.Overturn(
                        back.Decision,
                        back.Entries,
                        board.ToDictionary(onBoard => onBoard.Balance.DoctorId, onBoard => onBoard.Balance),
                        before,
                        Guid.CreateVersion7(),
                        Morning
                    ),
                    back.Decision.Way
                );
            }
            Assert.Equal(0, board.Sum(onBoard => onBoard.Balance.Units));
        }

        BookReplay replay = new();
        Assert.Null(replay.WhatIsWrong(entries));
        Assert.All(board, onBoard => Assert.Equal(onBoard.Balance.Units, replay.Balances.GetValueOrDefault(onBoard.Balance.DoctorId)));

        void Note(IEnumerable<TriageEntry> lines, TriageWay way) =>
            entries.AddRange(
                lines.Select(entry => new BookReplay.Entry(
                    entry.Line,
                    entry.DoctorId,
                    entry.Kind == TriageEntryKind.Reversal,
                    entry.DecisionId,
                    way == TriageWay.Rotation,
                    entry.Tenths,
                    entry.Credit,
                    entry.Paid,
                    entry.BalanceAfter
                ))
            );
    }

    List<RotationEntry> Board(params int[] tenths) =>
        [
            .. tenths.Select(
                (weight, at) =>
                    new RotationEntry(
                        weight,
                        null,
                        new()
                        {
                            DepartmentId = book.DepartmentId,
                            BranchId = book.BranchId,
                            DoctorId = Guid.Parse($"00000000-0000-7000-8000-{at:D12}"),
                        }
                    )
            ),
        ];

    TriageTurn Assign(List<RotationEntry> board, TriageAsk ask, bool namedPays = false)
    {
        Assert.Null(book.Assign(ask, board, namedPays, out var turn));
        return turn!;
    }

    static TriageAsk Rotation() => new(Guid.CreateVersion7(), TriageWay.Rotation, null, null, Guid.CreateVersion7(), Morning);

    static TriageAsk Named(RotationEntry doctor) =>
        new(Guid.CreateVersion7(), TriageWay.Designated, doctor.Balance.DoctorId, "the client asks", Guid.CreateVersion7(), Morning);
}
