namespace Clinic.Training.Tests.Service;

/// <summary>Members of staff have names here.</summary>
public sealed class NameTests(TrainingService service) : IClassFixture<TrainingService>
{
    [Fact]
    public Task The_latest_working_name_is_kept_once_whatever_happens_to_the_message() =>
        NameTelling.KeepsTheLatestOnce(service, "training");
}
