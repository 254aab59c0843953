using Clinic.Gateway.Branches;
using Clinic.Gateway.Rights;
using Clinic.Payroll.Contracts;

namespace Clinic.Gateway.Tests.Rules;

public sealed class EmploymentRules
{
    const string Zone = "Asia/Shanghai";

    static readonly DateTimeOffset Began = new(2026, 3, 1, 16, 0, 0, TimeSpan.Zero);
    static readonly Guid Person = Guid.CreateVersion7();
    static readonly Guid[] Branches = [Guid.CreateVersion7(), Guid.CreateVersion7()];

    // Wrong departures are told between right steps and taken back; the order in which it is all heard is any.
    [Fact]
    public void A_history_with_corrections_ends_as_if_what_was_taken_back_had_never_been()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            Random random = new(seed);
            var at = Began.AddHours(-1);
            var (post, branch) = (Post.Nurse, Branches[0]);
            List<PostHeld> told = [Step(1, EmploymentStep.Hired, branch, post, at).On(new(2026, 3, 2))];
            List<PostHeld> right = [.. told];
            for (var steps = random.Next(8); steps > 0; steps--)
            {
                at += TimeSpan.FromHours(random.Next(1, 100));
                if (random.Next(2) == 0)
                {
                    told.Add(Step(told.Count + 1, EmploymentStep.Left, branch, null, at).On(LastDay(random, at)));
                    if (random.Next(3) == 0)
                        told.Add(Step(told.Count + 1, EmploymentStep.Left, branch, null, at).On(LastDay(random, at)));
                    told.Add(Step(told.Count + 1, EmploymentStep.DepartureWithdrawn, branch, post, at.AddHours(random.Next(200))));
                    continue;
                }
                (post, branch) = (random.GetItems(Enum.GetValues<Post>(), 1)[0], random.GetItems(Branches, 1)[0]);
                right.Add(Step(told.Count + 1, EmploymentStep.Adjusted, branch, post, at));
                told.Add(right[^1]);
            }
            if (random.Next(2) == 0)
            {
                right.Add(Step(told.Count + 1, EmploymentStep.Left, branch, null, at.AddDays(1)).On(LastDay(random, at.AddDays(1))));
                told.Add(right[^1]);
            }
            var heard = told.ToArray();
            random.Shuffle(heard);

            var (ends, should) = (Of(heard), Of([.. right]));

            Assert.Equal((should.Place, should.FirstDay), (ends.Place, ends.FirstDay));
            Assert.Equal(should.Tenures, ends.Tenures);
            for (var hour = -48; hour < 1_000; hour += 7)
                Assert.Equal(should.StateAt(Began.AddHours(hour)), ends.StateAt(Began.AddHours(hour)));
        }
    }

    [Fact]
    public void A_hiring_that_is_withdrawn_is_over_at_once_also_before_the_first_day_and_a_later_one_counts_again()
    {
        var hired = Step(1, EmploymentStep.Hired, Branches[0], Post.Nurse, Began.AddDays(-9)).On(new(2026, 3, 2));
        var withdrawn = Step(2, EmploymentStep.HireWithdrawn, Branches[0], null, Began.AddDays(-8));
        var anew = Step(3, EmploymentStep.Hired, Branches[0], Post.Doctor, Began.AddDays(-7)).On(new(2026, 3, 2));

        Assert.Equal(GrantState.Ahead, Of([hired]).StateAt(Began.AddDays(-8)));
        Assert.Equal(GrantState.Ended, Of([withdrawn, hired]).StateAt(Began.AddDays(-8)));
        Assert.Equal(GrantState.Ended, Of([withdrawn, hired]).StateAt(Began.AddDays(8)));
        Assert.Equal(GrantState.InForce, Of([anew, withdrawn, hired]).StateAt(Began));
        Assert.Equal((Post.Doctor, Branches[0]), Of([anew, withdrawn, hired]).Place);
    }

    [Fact]
    public void A_departure_that_was_told_ahead_stands_through_a_change_of_post()
    {
        var hired = Step(1, EmploymentStep.Hired, Branches[0], Post.Nurse, Began).On(new(2026, 3, 2));
        var left = Step(2, EmploymentStep.Left, Branches[0], null, Began.AddDays(1)).On(new(2026, 3, 10));
        var adjusted = Step(3, EmploymentStep.Adjusted, Branches[0], Post.Cashier, Began.AddDays(2));

        var employment = Of([adjusted, hired, left]);

        Assert.Equal(GrantState.InForce, employment.StateAt(Began.AddDays(9).AddTicks(-1)));
        Assert.Equal(GrantState.Ended, employment.StateAt(Began.AddDays(9)));
        Assert.Equal((Post.Cashier, Branches[0]), employment.Place);
    }

    [Theory]
    [InlineData("Asia/Shanghai", "2026-03-02", "2026-03-01T16:00:00Z")]
    [InlineData("Pacific/Kiritimati", "2026-03-02", "2026-03-01T10:00:00Z")]
    [InlineData("Pacific/Pago_Pago", "2026-03-02", "2026-03-02T11:00:00Z")]
    // The clocks of Cairo go from midnight to one on this day.
    [InlineData("Africa/Cairo", "2024-04-26", "2024-04-25T22:00:00Z")]
    [InlineData(null, "2026-03-02", "2026-03-02T00:00:00Z")]
    public void A_day_begins_with_the_clock_on_the_wall_of_the_branch(string? zone, string day, string at) =>
        Assert.Equal(
            DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture),
            KnownBranch.StartOf(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), zone)
        );

    [Fact]
    public void Days_at_the_ends_of_the_calendar_lock_nobody_out()
    {
        Assert.Equal(DateTimeOffset.MinValue, KnownBranch.StartOf(DateOnly.MinValue, Zone));
        Assert.Equal(DateTimeOffset.MaxValue, KnownBranch.EndOf(DateOnly.MaxValue, Zone));
    }

    static DateOnly? LastDay(Random random, DateTimeOffset at) =>
        random.Next(3) == 0 ? null : DateOnly.FromDateTime(at.AddDays(random.Next(-3, 20)).UtcDateTime);

    static Employment Of(PostHeld[] steps) => Employment.Of([.. steps.Select(step => (step, (string?)Zone))])!;

    static PostHeld Step(int version, EmploymentStep step, Guid branch, Post? post, DateTimeOffset from) =>
        new()
        {
            EmployeeId = Person,
            Version = version,
            Step = step,
            BranchId = branch,
            Post = post,
            From = from,
        };
}
