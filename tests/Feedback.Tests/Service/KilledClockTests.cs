using Clinic.ServiceDefaults;

namespace Clinic.Feedback.Tests.Service;

/// <summary>The clocks of many complaints come due at once, and whoever rings them dies in the middle.</summary>
public sealed class KilledClockTests
{
    const int Complaints = 40,
        RungsDue = 2,
        RingsBeforeDeath = 15;
    static readonly TimeSpan PastTheSecondRung = TimeSpan.FromMinutes(95);
    static readonly Guid Branch = Guid.CreateVersion7();

    public static TheoryData<string?> Deaths =>
        [$"{FailPoints.BeforeCommit}:{RingsBeforeDeath}:kill", $"{FailPoints.AfterCommit}:{RingsBeforeDeath}:kill", null];

    [Theory]
    [MemberData(nameof(Deaths))]
    [Rule("R-087", "R-117")]
    public async Task Two_copies_killed_while_they_ring_leave_each_rung_rung_once_and_none_early(string? death)
    {
        var database = await TestDatabase.New("feedback");
        var amqp = await Servers.NewVirtualHost();
        await using var bus = await BusTap.Connect(amqp);
        await using (var desk = await ServiceProcess.Start("feedback", database, amqp, null))
        {
            var receptionist = desk.At(Branch, "complaints.file");
            for (var count = 0; count < Complaints; count++)
                (await receptionist.Post("/complaints", Filing())).Ok();
        }

        // With the death that no fail point brings, both are killed from outside once they have begun.
        await using (var serviceProcess = await ServiceProcess.Start("feedback", database, amqp, death))
        await using (var other = await ServiceProcess.Start("feedback", database, amqp, death))
        {
            (await serviceProcess.At(Branch, "ops.clock").Put("/ops/clock", new { ahead = PastTheSecondRung })).Ok();
            await Eventually.Is(async () =>
                death is null
                    ? await database.Count("complaint_notice WHERE rung > 0 AND kind <> 'Report'") >= RingsBeforeDeath
                    : serviceProcess.HasEnded && other.HasEnded
            );
        }
        var left = await database.Count(Due);

        await using var after = await ServiceProcess.Start("feedback", database, amqp, null);
        await Eventually.Is(async () => await database.Count(Due) == 0);

        Assert.True(left > 0, "Both died after the last ring; nothing was left to lose.");
        Assert.Equal(Complaints * RungsDue, await database.Count("complaint_notice WHERE kind = 'FirstResponseOverdue'"));
        Assert.Equal(0, await database.Count("complaint_notice WHERE told_at < due_at OR rung > 2 OR kind = 'ResolutionOverdue'"));
        // The facts: as many for each complaint as rungs are due, and the last of them not before the last of those.
        Assert.Equal(
            Complaints,
            await database.Count(
                """
                (SELECT case_id FROM trail WHERE type = 'ComplaintFirstResponseOverdue' GROUP BY case_id HAVING count(*) = 2
                  AND min(at) >= (SELECT min(due_at) FROM complaint_notice WHERE complaint_id = case_id AND kind <> 'Report')
                  AND max(at) >= (SELECT max(due_at) FROM complaint_notice WHERE complaint_id = case_id)) AS said
                """
            )
        );
        Assert.Equal(Complaints * RungsDue, await database.Count("trail WHERE type = 'ComplaintFirstResponseOverdue'"));
        Assert.Equal(0, await database.Count("trail WHERE type = 'ComplaintResolutionOverdue'"));
        // What is not due yet still waits, neither lost nor rung: the third rung, and all three for the result.
        Assert.Equal(Complaints * 4, await database.Count("due WHERE kind IN ('complaint-first-response', 'complaint-resolution')"));
    }

    static string Due => $"due WHERE due_at <= '{DateTimeOffset.UtcNow + PastTheSecondRung:O}'";

    static object Filing() =>
        new
        {
            id = Guid.CreateVersion7(),
            branchId = Branch,
            clientName = "Zhang Wei",
            contact = "+8613800138000",
            matter = "Nobody came.",
            happenedAt = DateTimeOffset.UtcNow.AddHours(-1),
            channel = "Phone",
            kind = "NonMedical",
        };
}
