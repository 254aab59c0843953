using System.Text.Json;
using Clinic.TestSupport;

namespace Clinic.Platform.Tests;

/// <summary>Whoever reads the story finds a name beside each person and each place.</summary>
static class BareIds
{
    /// <summary>Answers of every service, each as somebody of the story reads it.</summary>
    public static async Task AreNowhere(OneTrueStory story)
    {
        Func<Task<Answer>>[] answers =
        [
            () => story.Clinic.Receptionist.Get($"/api/registration/visits/{story.Visit.Id}"),
            () => story.Clinic.Receptionist.Get($"/api/registration/appointments?branchId={story.Clinic.Id}"),
            () => story.Clinic.Manager.Get($"/api/registration/departments?branch={story.Clinic.Id}"),
            story.Engagement.Look,
            story.Engagement.LookAsEscort,
            story.Complaint.Look,
            () => story.Training.Record(story.Escort.Id),
            () => story.Pay.PayslipOf(story.Run, story.Escort.Id),
            () => story.Manager.Get($"/trail/{story.Engagement.Id}"),
        ];
        foreach (var ask in answers)
            await Eventually.Sees(async () => await Unnamed(ask, story.Clinic.Group), bare => bare.Count == 0);
        Assert.Contains((await story.Engagement.Look()).Ok()["escort"].GetProperty("id").GetGuid(), new[] { story.Escort.Id });
    }

    static async Task<List<string>> Unnamed(Func<Task<Answer>> ask, ClinicGroup group)
    {
        List<string> unnamed = [];
        Look((await ask()).Ok().Body, "");
        return unnamed;

        void Look(JsonElement element, string path)
        {
            if (element.ValueKind == JsonValueKind.Array)
                foreach (var item in element.EnumerateArray())
                    Look(item, path);
            if (element.ValueKind != JsonValueKind.Object)
                return;
            // Exactly what the serializer puts beside an id. The administrator has an account and no employment.
            var members = element.EnumerateObject().Select(member => member.Name).ToHashSet();
            if (
                (members.SetEquals(["id", "name", "latinName", "post"]) || members.SetEquals(["id", "name"]))
                && element.GetProperty("name").ValueKind == JsonValueKind.Null
                && element.GetProperty("id").GetGuid() != group.Administrator.Id
            )
                unnamed.Add(path);
            foreach (var member in element.EnumerateObject())
                Look(member.Value, $"{path}.{member.Name}");
        }
    }
}
