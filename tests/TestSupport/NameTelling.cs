using Clinic.Payroll.Contracts;
using Clinic.ServiceDefaults;
using Xunit;

namespace Clinic.TestSupport;

/// <summary>What every service does with the name of a member of staff; each service's tests ask it of their own.</summary>
public static class NameTelling
{
    /// <summary>
    /// The latest name is kept, once: the line is lost between effect and acknowledgement, the same message comes again, the same fact
    /// under another id, and an older name after a newer one.
    /// </summary>
    /// <param name="service">The lower-case name of the service, with which its queues begin.</param>
    public static async Task KeepsTheLatestOnce<TDb>(ServiceUnderTest<TDb> under, string service)
        where TDb : ServiceDb
    {
        var queue = $"{service}-name-employee-when-employee-named";
        var person = Guid.CreateVersion7();
        EmployeeNamed first = new(person, Guid.CreateVersion7(), "林小妹", null, Post.Nurse, under.Clock.GetUtcNow(), 1);
        var corrected = first with { Name = "林小梅", LatinName = "Mei Lin", Post = Post.Guide, Version = 3 };
        var lost = await under.Database.Count("started WHERE starts >= 1");
        under.Fail.Arm(FailPoints.Committed, 1, FailKind.Throw);

        var message = await under.Bus.Say(corrected, person);

        await Eventually.Is(async () => await under.Database.Count("started WHERE starts >= 1") > lost);
        await under.Bus.Say(corrected, person, message);
        foreach (var fact in new[] { corrected, first })
        {
            var other = await under.Bus.Say(fact, person);
            await Eventually.Is(async () => await under.Database.Count($"inbox WHERE message_id = '{other}'") == 1);
        }
        await Eventually.Is(async () => await under.Bus.Waiting(queue) == 0);
        Assert.Equal(
            ["林小梅|Mei Lin|Guide|3"],
            await under.Database.Sql<string>(
                $"SELECT name || '|' || latin_name || '|' || post_code || '|' || version FROM known_name WHERE id = '{person}'"
            )
        );
        Assert.Equal(0, await under.Database.Count($"parked WHERE message_id = '{message}'"));
    }
}
