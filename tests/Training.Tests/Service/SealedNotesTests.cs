using Clinic.Payroll.Contracts;

namespace Clinic.Training.Tests.Service;

/// <summary>Notes and reasons about a person are compared and shown by the service, and stand in no table.</summary>
[Collection(SharedService.Name)]
public sealed class SealedNotesTests(TrainingService training)
{
    [Fact]
    [Rule("R-055")]
    public async Task What_an_assessor_notes_stands_in_no_table_and_said_again_is_known()
    {
        var site = training.OpenSite();
        var lead = await site.Hire(Post.EscortLead);
        var (assessment, correction) = (await site.Schedule(lead), Guid.CreateVersion7());
        (await site.Theory(assessment, 90)).Ok();
        object practical = new
        {
            grade = 85,
            form = "Simulated",
            notes = "canary of a note",
        };
        object right = new
        {
            id = correction,
            theory = 91,
            practical = 86,
            form = "Simulated",
            reason = "canary of a reason",
            notes = "canary of a better note",
        };

        (await site.Trainer.Post($"/assessments/{assessment}/practical", practical)).Ok();
        (await site.Trainer.Post($"/assessments/{assessment}/practical", practical)).Ok();
        (await site.Second.Post($"/assessments/{assessment}/correction", right)).Ok();
        (await site.Second.Post($"/assessments/{assessment}/correction", right)).Ok();

        Assert.Equal([], await training.Database.TablesWith("canary"));
        Assert.Equal(
            "canary of a reason",
            Assert.Single((await site.Assessment(assessment))["corrections"].EnumerateArray()).GetProperty("reason").GetString()
        );
        Assert.Equal(1, await training.Database.Count($"subject_key WHERE subject_id = '{lead}'"));
    }
}
