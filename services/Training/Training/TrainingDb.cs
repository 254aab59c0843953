using Clinic.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Clinic.Training;

/// <summary>Training's own database.</summary>
public sealed class TrainingDb(DbContextOptions<TrainingDb> options) : ServiceDb(options)
{
    protected override void Shape(ModelBuilder model) { }
}
