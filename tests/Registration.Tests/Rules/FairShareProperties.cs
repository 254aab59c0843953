using System.Numerics;
using Clinic.Registration.Premises.Directory;
using Clinic.Registration.Visits.Triage;
using CsCheck;

namespace Clinic.Registration.Tests.Rules;

/// <summary>What holds for any book, tried on made-up days; a failure prints the smallest day found and its seed.</summary>
public sealed class FairShareProperties
{
    const int Tries = 200,
        MostDoctors = 12;

    static readonly DateTimeOffset Morning = new(2026, 3, 2, 0, 30, 0, TimeSpan.Zero);
    static readonly Gen<int[]> Weights = Gen.Int[1, 10].Array[1, MostDoctors];

    // Every arrival of a day: a bit of each doctor who is out, who is named (nobody in the rotation), whether a named one pays.
    static readonly Gen<Arrival[]> Arrivals = (
        from away in Gen.Int[0, (1 << MostDoctors) - 1]
        from named in Gen.Frequency((3, Gen.Const(-1)), (1, Gen.Int[0, MostDoctors - 1]))
        from pays in Gen.Bool
        select new Arrival(away, named, pays)
    ).Array[1, 40];

    [Fact]
    public void Whoever_is_out_is_never_chosen_and_neither_gains_nor_loses() =>
        Weights
            .Select(Arrivals)
            .Sample(
                (weights, arrivals) =>
                {
                    Desk desk = new(weights);
                    foreach (var arrival in arrivals)
                    {
                        var before = desk.Balances;
                        var turn = desk.Assign(arrival);

                        var after = desk.Balances;
                        var canSomebody = weights
                            .Index()
                            .Any(pair => !arrival.IsOut(pair.Index) && (arrival.Named < 0 || arrival.Named == pair.Index));
                        Assert.Equal(canSomebody, turn is not null);
                        Assert.Equal(0, after.Sum());
                        var untouched = weights.Index().Select(pair => pair.Index).Where(doctor => turn is null || arrival.IsOut(doctor));
                        Assert.All(untouched, doctor => Assert.Equal(before[doctor], after[doctor]));
                        if (turn is null)
                            continue;

                        var chosen = Desk.Named(turn.Decision.DoctorId);
                        Assert.False(arrival.IsOut(chosen));
                        Assert.All(turn.Entries, entry => Assert.False(arrival.IsOut(Desk.Named(entry.DoctorId))));
                        if (arrival.Named >= 0)
                            Assert.Equal(arrival.Named, chosen);
                    }
                },
                iter: Tries
            );

    [Fact]
    public void The_same_day_gives_the_same_choices_in_whatever_order_the_doctors_are_listed() =>
        Gen.Select(Weights, Arrivals, Gen.Int)
            .Sample(
                (weights, arrivals, seed) =>
                {
                    Desk desk = new(weights),
                        other = new(weights);
                    Random random = new(seed);
                    foreach (var arrival in arrivals)
                    {
                        var turn = desk.Assign(arrival);
                        var again = other.Assign(arrival, random);

                        Assert.Equal(Written(turn), Written(again));
                        Assert.Equal(desk.Balances, other.Balances);
                    }
                },
                iter: Tries
            );

    [Fact]
    public void While_nobody_comes_or_goes_nobody_is_two_clients_ahead_of_the_share_or_behind_it() =>
        Weights
            .Select(Gen.Int[1, 100])
            .Sample(
                (weights, clients) =>
                {
                    Desk desk = new(weights);
                    var seen = new int[weights.Length];
                    for (var client = 0; client < clients; client++)
                        seen[Desk.Named(desk.Assign(new(0, -1, false))!.Decision.DoctorId)]++;

                    // Without dividing: |seen - clients × weight ÷ all| < 2.
                    BigInteger all = weights.Sum();
                    Assert.All(
                        weights.Index(),
                        pair =>
                            Assert.True(
                                BigInteger.Abs(all * seen[pair.Index] - clients * pair.Item) < 2 * all,
                                $"{pair} saw {seen[pair.Index]} of {clients}"
                            )
                    );
                },
                iter: Tries
            );

    [Fact]
    public void A_turn_is_divided_without_rest_and_nobody_gets_a_whole_unit_more_or_less_than_the_exact_share() =>
        Weights.Sample(
            weights =>
            {
                var credits = FairShare.Credits(weights);

                BigInteger all = weights.Sum();
                Assert.Equal(FairShare.Turn, credits.Sum());
                var shares = weights.Zip(credits).ToList();
                Assert.All(shares, pair => Assert.True(BigInteger.Abs(all * pair.Second - FairShare.Turn * pair.First) < all));
                // Whoever has the greater weight never gets less.
                Assert.Equal(credits.Order(), shares.Order().Select(pair => pair.Second));
            },
            iter: Tries
        );

    [Fact]
    public void When_every_decision_is_taken_back_in_any_order_the_book_is_as_on_its_first_day() =>
        Gen.Select(Weights, Arrivals, Gen.Int)
            .Sample(
                (weights, arrivals, seed) =>
                {
                    Desk desk = new(weights);
                    var standing = arrivals.Select(arrival => desk.Assign(arrival)).OfType<TriageTurn>().ToList();
                    var taken = standing.ToArray();
                    new Random(seed).Shuffle(taken);
                    foreach (var turn in taken)
                    {
                        standing.Remove(turn);
                        desk.TakeBack(turn, standing);
                    }

                    Assert.All(desk.Doctors, triageBalance => Assert.Equal((0, 0), (triageBalance.Units, triageBalance.LastTurn)));
                },
                iter: Tries
            );

    static string Written(TriageTurn? turn) =>
        turn is null
            ? "refused"
            : string.Join(
                '|',
                turn.Entries.OrderBy(entry => entry.DoctorId)
                    .Select(entry => $"{entry.DoctorId} {entry.Credit} {entry.Paid}")
                    .Prepend($"{turn.Decision.DoctorId} {turn.Decision.Line}")
            );

    sealed record Arrival(int Out, int Named, bool NamedPays)
    {
        public bool IsOut(int doctor) => (Out >> doctor & 1) == 1;
    }

    sealed class Desk
    {
        readonly TriageBook book = new() { DepartmentId = Guid.CreateVersion7(), BranchId = Guid.CreateVersion7() };
        readonly int[] weights;

        public Desk(int[] weights)
        {
            this.weights = weights;
            Doctors =
            [
                .. weights.Select(
                    (_, at) =>
                        new TriageBalance
                        {
                            DepartmentId = book.DepartmentId,
                            BranchId = book.BranchId,
                            DoctorId = Id(at),
                        }
                ),
            ];
        }

        public IReadOnlyList<TriageBalance> Doctors { get; }

        public long[] Balances => [.. Doctors.Select(triageBalance => triageBalance.Units)];

        public static int Named(Guid doctor) => int.Parse(doctor.ToString("N")[20..], null);

        public TriageTurn? Assign(Arrival arrival, Random? order = null)
        {
            var way = arrival.Named < 0 ? TriageWay.Rotation : TriageWay.Designated;
            Guid? named = arrival.Named < 0 ? null : Id(arrival.Named);
            RotationEntry[] board =
            [
                .. Doctors.Select(
                    (triageBalance, at) => new RotationEntry(weights[at], arrival.IsOut(at) ? Exclusion.OffDuty : null, triageBalance)
                ),
            ];
            order?.Shuffle(board);
            TriageAsk ask = new(Guid.CreateVersion7(), way, named, named is null ? null : "asked for", Guid.CreateVersion7(), Morning);
            var refusal = book.Assign(ask, board, arrival.NamedPays, out var turn);
            Assert.Equal(refusal is null, turn is not null);
            return turn;
        }

        public void TakeBack(TriageTurn turn, IEnumerable<TriageTurn> standing)
        {
            var before = standing
                .Select(triageTurn => triageTurn.Decision)
                .Where(triageDecision =>
                    triageDecision.Pays && triageDecision.DoctorId == turn.Decision.DoctorId && triageDecision.Line < turn.Decision.Line
                )
                .Select(triageDecision => triageDecision.Line)
                .DefaultIfEmpty(0)
                .Max();
            book.Overturn(
                turn.Decision,
                turn.Entries,
                Doctors.ToDictionary(triageBalance => triageBalance.DoctorId),
                before,
                Guid.CreateVersion7(),
                Morning
            );
        }

        static Guid Id(int at) => Guid.Parse($"00000000-0000-7000-8000-{at:D12}");
    }
}
