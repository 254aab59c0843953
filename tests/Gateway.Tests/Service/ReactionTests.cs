using System.Text.Json;
using Clinic.Payroll.Contracts;
using Clinic.Registration.Contracts;
using Clinic.ServiceDefaults;
using Clinic.TestSupport;

namespace Clinic.Gateway.Tests.Service;

[Collection(SharedSite.Name)]
public sealed class ReactionTests(TestSite site)
{
    static readonly DateTimeOffset Day = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    [Theory]
    [
        InlineData("hired"),
        InlineData("adjusted"),
        InlineData("left"),
        InlineData("departure withdrawn"),
        InlineData("hire withdrawn"),
        InlineData("signed"),
        InlineData("named"),
        InlineData("opened")
    ]
    public async Task A_fact_heard_many_times_has_its_effect_once(string fact)
    {
        var (person, branch) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var (queue, rows) = fact switch
        {
            "hired" => ("identity-open-account-when-employee-hired", $"post_held WHERE employee_id = '{person}'"),
            "adjusted" => ("identity-adjust-grants-when-post-adjusted", $"post_held WHERE employee_id = '{person}'"),
            "left" => ("identity-close-account-when-employee-left", $"post_held WHERE employee_id = '{person}'"),
            "departure withdrawn" => ("identity-reopen-account-when-departure-withdrawn", $"post_held WHERE employee_id = '{person}'"),
            "hire withdrawn" => ("identity-void-account-when-hire-withdrawn", $"post_held WHERE employee_id = '{person}'"),
            "signed" => (
                "identity-open-client-data-when-confidentiality-agreement-signed",
                $"agreement_signed WHERE employee_id = '{person}'"
            ),
            "named" => ("identity-name-employee-when-employee-named", $"known_name WHERE id = '{person}'"),
            _ => ("identity-know-branch-when-branch-opened", $"known_branch WHERE id = '{branch}'"),
        };
        if (fact != "opened")
        {
            branch = await site.Branch();
            if (fact != "hired")
                await site.Hire(branch, Post.Receptionist, person);
        }
        var before = await site.Gateway.Database.Count(rows);
        var (first, anew) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        for (var time = 0; time < 5; time++)
            await Say(fact, person, branch, first);
        await Eventually.Is(async () => await site.Gateway.Database.Count(rows) == before + 1);

        await Say(fact, person, branch, anew);
        await Eventually.Is(async () => await site.Gateway.Database.Count($"inbox WHERE message_id = '{anew}'") == 1);
        await Eventually.Is(async () => await site.Bus.Waiting(queue) == 0);

        Assert.Equal(before + 1, await site.Gateway.Database.Count(rows));
        Assert.Equal(1, await site.Gateway.Database.Count($"trail WHERE message_id = '{first}'"));
        Assert.Equal(0, await site.Gateway.Database.Count($"parked WHERE message_id IN ('{first}', '{anew}')"));
    }

    [Theory]
    [InlineData("Closed", "hired", "adjusted", "left", "signed")]
    [InlineData("Opened", "hired", "adjusted", "left", "departure withdrawn")]
    [InlineData("Closed", "hired", "adjusted", "left", "hire withdrawn")]
    [InlineData("Closed", "hired", "left", "departure withdrawn", "hire withdrawn")]
    public async Task Steps_of_employment_end_in_the_same_state_in_whatever_order_they_come(string state, params string[] steps)
    {
        var branch = await site.Branch();
        List<string> ends = [];
        foreach (
            var order in new[]
            {
                steps,
                [.. steps.Reverse()],
                [steps[1], steps[2], steps[0], steps[3]],
                [steps[3], steps[0], steps[2], steps[1]],
            }
        )
        {
            var person = Guid.CreateVersion7();
            List<Guid> said = [];
            foreach (var step in order)
            {
                if (step == "hired")
                    Assert.Equal(0, await site.Gateway.Database.Count($"post_held WHERE employee_id = '{person}'"));
                said.Add(await Say(step, person, branch, Guid.CreateVersion7()));
                await Heard(said[^1]);
            }
            await Settled(said);
            var account = await site.Account(person);
            Assert.Equal(state, account["state"].GetString());
            ends.Add(account.Text.Replace(person.ToString(), "", StringComparison.Ordinal));
        }

        Assert.Single(ends.Distinct());
    }

    [Fact]
    public async Task An_employment_begun_again_with_a_later_version_opens_the_account_again()
    {
        var branch = await site.Branch();
        var nurse = await site.Staffed(branch, Post.Nurse);
        await site.Bus.Say(new EmployeeLeft(nurse.Id, branch, "Resigned", Day, 2), nurse.Id);
        await Eventually.Sees(() => site.Account(nurse.Id), account => account["state"].GetString() == "Closed");

        await site.Bus.Say(new EmployeeHired(nurse.Id, branch, Post.Cashier, null, new(2026, 5, 1), Day.AddDays(60), 3), nurse.Id);
        await Eventually.Sees(() => site.Account(nurse.Id), account => account["state"].GetString() == "Active");

        Assert.Equal(
            ["Nurse Ended", "Cashier InForce"],
            (await site.Account(nurse.Id))["grants"].EnumerateArray().Select(grant => $"{Text(grant, "role")} {Text(grant, "state")}")
        );
        Assert.Equal(nurse.Id, (await site.LogIn(nurse.Login)).Id);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_heard_of_a_branch_and_a_person_nobody_knows_has_its_effect_once_when_both_are_known(bool lineIsLost)
    {
        var (person, branch) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        if (lineIsLost)
            site.Gateway.Fail.Arm(FailPoints.Committed, 1, FailKind.Throw);
        List<Guid> said = [];
        foreach (var step in new[] { "signed", "departure withdrawn", "hire withdrawn", "adjusted", "hired", "left" })
        {
            said.Add(await Say(step, person, branch, Guid.CreateVersion7()));
            await Eventually.Is(async () => await site.Gateway.Database.Count($"early WHERE message_id = '{said[^1]}'") == 1);
            await Say(step, person, branch, said[^1]);
        }
        Assert.True((await site.Account(person)).Refused("not-found"));
        if (lineIsLost)
            site.Gateway.Fail.Arm(FailPoints.Committed, 2, FailKind.Throw);

        await Say("opened", person, branch, Guid.CreateVersion7());

        await Settled(said);
        Assert.Equal("Closed", (await site.Account(person))["state"].GetString());
        var all = string.Join("','", said);
        Assert.Equal(said.Count, await site.Gateway.Database.Count($"trail WHERE kind = 'effect' AND message_id IN ('{all}')"));
        foreach (var table in new[] { "early", "parked" })
            Assert.Equal(0, await site.Gateway.Database.Count($"{table} WHERE message_id::text IN ('{all}')"));
    }

    Task Heard(Guid message) =>
        Eventually.Is(async () =>
            await site.Gateway.Database.Count($"inbox WHERE message_id = '{message}'")
                + await site.Gateway.Database.Count($"early WHERE message_id = '{message}'")
            == 1
        );

    Task Settled(List<Guid> messages) =>
        Eventually.Is(async () =>
            await site.Gateway.Database.Count($"inbox WHERE message_id IN ('{string.Join("','", messages)}')") == messages.Count
        );

    Task<Guid> Say(string fact, Guid person, Guid branch, Guid message) =>
        fact switch
        {
            "hired" => site.Bus.Say(new EmployeeHired(person, branch, Post.Receptionist, null, new(2026, 3, 2), Day, 1), person, message),
            "adjusted" => site.Bus.Say(
                new PostAdjusted(person, branch, Post.Receptionist, Post.BranchManager, Day.AddDays(30), 2),
                person,
                message
            ),
            "left" => site.Bus.Say(new EmployeeLeft(person, branch, "Resigned", Day.AddDays(90), 3), person, message),
            "departure withdrawn" => site.Bus.Say(
                new DepartureWithdrawn(person, branch, Post.BranchManager, Day.AddDays(91), 4),
                person,
                message
            ),
            "hire withdrawn" => site.Bus.Say(new HireWithdrawn(person, branch, Day.AddDays(92), 5), person, message),
            "signed" => site.Bus.Say(new ConfidentialityAgreementSigned(person, branch, "2026-1", Day), person, message),
            "named" => site.Bus.Say(new EmployeeNamed(person, branch, "林小梅", "Mei Lin", Post.Receptionist, Day, 1), person, message),
            _ => site.Bus.Say(new BranchOpened(branch, BranchKind.DentalClinic, "Asia/Shanghai", new(2026, 3, 2)), branch, message),
        };

    static string? Text(JsonElement of, string member) => of.GetProperty(member).GetString();
}
