// Fruit, a stoneware bowl and a glass on an old wooden table, window light.
#version 3.7;
#include "common.inc"
global_settings { assumed_gamma 1 max_trace_level 8
  radiosity { count 45 error_bound 0.8 recursion_limit 1 nearest_count 6 low_error_factor 0.6 pretrace_end 0.02 brightness 1.5 } }
camera { location <0.5,6.0,-15.5> right x*Aspect up y angle 32 look_at <0.25,1.95,0>
  aperture 0.32 focal_point <0.2,1.6,-1.6> blur_samples 13 variance 1/200 confidence 0.9 }
light_source { <-17,13,-5> rgb <1,0.93,0.82>*1.75 area_light y*8,z*7,4,4 adaptive 1 jitter }
// Room: the window is also what the glazes reflect.
box { <-20,4,-12>,<-19.9,16,-0.5> no_shadow pigment { rgb 1 } finish { emission <1.5,1.6,1.75> diffuse 0 } }
box { <-20.1,3.5,-6.5>,<-19.8,16.5,-6> no_shadow pigment { rgb 0.3 } }
sky_sphere { pigment { gradient y color_map { [0 rgb <0.06,0.055,0.05>] [1 rgb <0.11,0.11,0.12>] } } }
plane { -z,-9 texture {
  pigment { granite scale 7 warp { turbulence 0.4 } color_map { [0 rgb <0.13,0.14,0.135>] [0.5 rgb <0.19,0.195,0.18>] [1 rgb <0.25,0.24,0.21>] } }
  normal { average normal_map { [1 granite 0.2 scale 2] [1 bumps 0.25 scale 0.25] } } finish { diffuse 0.8 } } }
// Table planks
#declare S = seed(9);
#for (I,-6,6)
  #declare T = <RR(S,-40,40),RR(S,-40,40),RR(S,-40,40)>; #declare V = RR(S,0.8,1.15);
  box { <-16,-0.6,-0.83>,<16,0,0.83>
    texture {
      pigment { wood turbulence 0.055 octaves 4 scale <1,0.30,0.30> rotate <0,88.5,0> scale <1,0.9,1>
        color_map { [0 rgb <0.27,0.145,0.07>*V] [0.45 rgb <0.22,0.112,0.052>*V] [0.8 rgb <0.145,0.068,0.030>*V] [0.93 rgb <0.10,0.045,0.02>*V] [1 rgb <0.25,0.13,0.06>*V] } rotate <RR(S,-3,3),RR(S,-2,2),0> translate T }
      normal { average normal_map { [1 granite 0.35 scale <4,0.12,0.12>] [0.5 bumps 0.2 scale <0.6,0.1,0.3>] } }
      finish { diffuse 0.8 specular 0.22 roughness 0.035 reflection { 0.0,0.16 fresnel on } } }
    texture { pigment { granite scale <3,0.1,0.1> translate T color_map { [0 rgbt <0.03,0.015,0.008,0.25>] [0.25 rgbt <0.05,0.02,0.01,1>] [1 rgbt 1] } } finish { diffuse 0.8 specular 0.1 roughness 0.04 } }
    interior { ior 1.4 } translate <RR(S,-2,2),RR(S,-0.015,0.01),I*1.69> }
#end
plane { y,-0.5 pigment { rgb 0.01 } }
// Fruit
#declare AppleShape = lathe { cubic_spline 11
  <0.0,0.25>,<0.001,0.2>,<0.22,0.06>,<0.48,0.10>,<0.86,0.48>,<1.0,1.0>,<0.86,1.48>,<0.52,1.70>,<0.20,1.60>,<0.03,1.36>,<0,1.30> }
#macro Apple(P,R,Ry,Tilt,A,B)
  union {
    object { AppleShape texture {
      pigment { radial frequency 38 warp { turbulence 0.18 octaves 4 } warp { turbulence <0.06,0.4,0.06> }
        color_map { [0 rgb A] [0.55 rgb A*1.25] [0.85 rgb (A*0.5+B*0.5)] [1 rgb B] } }
      normal { bumps 0.03 scale 0.2 } finish { diffuse 0.8 specular 0.25 roughness 0.02 reflection { 0.01,0.5 fresnel on } } }
      texture { pigment { gradient y scale 1.8 warp { turbulence 0.22 } color_map { [0 rgbt <0.55,0.50,0.10,0.25>] [0.22 rgbt <0.6,0.45,0.1,1>] [0.78 rgbt <0.6,0.5,0.1,1>] [0.95 rgbt <0.50,0.48,0.12,0.2>] } } finish { diffuse 0.8 specular 0.2 roughness 0.02 } }
      texture { pigment { crackle scale 0.10 color_map { [0 rgbt <0.9,0.8,0.5,0.45>] [0.018 rgbt <0.9,0.8,0.5,1>] [1 rgbt 1] } translate 3 solid } finish { diffuse 0.7 } }
      interior { ior 1.4 } }
    sphere_sweep { b_spline 5 <0,1.2,0>,0.05 <0,1.3,0>,0.045 <0.03,1.6,0>,0.04 <0.12,1.9,0.02>,0.055 <0.2,2.1,0.04>,0.05
      pigment { granite scale 0.2 color_map { [0 rgb <0.08,0.045,0.02>] [1 rgb <0.22,0.13,0.06>] } } }
    scale <1,0.95,1>*R rotate Tilt rotate y*Ry translate P }
#end
#macro Orange(P,R)
  sphere { 0,1 scale <1,0.96,1>
    texture { pigment { granite scale 1.2 color_map { [0 rgb <0.86,0.29,0.016>] [1 rgb <0.95,0.40,0.03>] } }
      normal { average normal_map { [1 crackle 0.9 form <1,0,0> scale 0.055] [1 bumps 0.35 scale 0.04] } }
      finish { diffuse 0.78 specular 0.32 roughness 0.035 } }
    scale R rotate <RR(S,0,90),RR(S,0,360),0> translate P+y*R*0.97 }
#end
#declare PearShape = lathe { cubic_spline 10 <0,-0.2>,<0.01,0.05>,<0.45,0.06>,<0.92,0.52>,<0.95,1.05>,<0.62,1.75>,<0.42,2.25>,<0.26,2.55>,<0.03,2.62>,<0,2.6> }
#macro Pear(P,R,Rt)
  union { object { PearShape texture {
      pigment { granite scale 1.5 warp { turbulence 0.2 } color_map { [0 rgb <0.34,0.36,0.06>] [0.5 rgb <0.50,0.46,0.09>] [0.8 rgb <0.56,0.42,0.10>] [1 rgb <0.40,0.24,0.06>] } }
      normal { bumps 0.08 scale 0.12 } finish { diffuse 0.8 specular 0.2 roughness 0.03 } }
      texture { pigment { granite scale 0.10 color_map { [0 rgbt <0.2,0.1,0.02,0.2>] [0.24 rgbt <0.25,0.14,0.04,0.9>] [0.3 rgbt 1] [1 rgbt 1] } } finish { diffuse 0.8 specular 0.2 roughness 0.03 } } }
    sphere_sweep { b_spline 5 <0,2.4,0>,0.05 <0,2.5,0>,0.05 <0.04,2.8,0>,0.04 <0.16,3.1,0>,0.06 <0.25,3.3,0>,0.05 pigment { rgb <0.12,0.07,0.03> } }
    scale R rotate Rt translate P }
#end
// Bowl
#declare Bowl = lathe { cubic_spline 15 <0,0.3>,<0,0.12>,<0.9,0.10>,<1.05,0.0>,<1.25,0.02>,<1.35,0.16>,<2.2,0.62>,<2.85,1.45>,<3.02,1.95>,<2.98,2.02>,<2.90,1.95>,<2.70,1.45>,<2.05,0.80>,<0,0.34>,<-1,0.3>
  texture { gradient y scale 2.2 warp { turbulence 0.10 octaves 4 } texture_map {
    [0.30 pigment { granite scale 0.35 color_map { [0 rgb <0.22,0.15,0.10>] [1 rgb <0.40,0.30,0.21>] } } normal { granite 0.2 scale 0.2 } finish { diffuse 0.8 }]
    [0.36 pigment { granite scale 0.5 color_map { [0 rgb <0.09,0.17,0.20>] [0.45 rgb <0.15,0.27,0.30>] [0.8 rgb <0.25,0.36,0.36>] [1 rgb <0.05,0.10,0.13>] } } normal { bumps 0.05 scale 0.25 } finish { diffuse 0.8 specular 0.4 roughness 0.01 reflection { 0.02,0.7 fresnel on } }]
    [0.86 pigment { granite scale 0.4 color_map { [0 rgb <0.13,0.22,0.24>] [1 rgb <0.28,0.40,0.40>] } } finish { diffuse 0.8 specular 0.4 roughness 0.01 reflection { 0.02,0.7 fresnel on } }]
    [0.92 pigment { rgb <0.30,0.22,0.15> } finish { diffuse 0.8 specular 0.3 roughness 0.01 }] } }
  interior { ior 1.5 } }
object { Bowl translate <-1.5,0,1.2> }
Apple(<-2.75,0.95,0.9>,0.98,40,<12,0,16>,<0.42,0.028,0.02>,<0.58,0.20,0.06>)
Apple(<-0.7,1.0,2.0>,0.95,200,<-8,0,-14>,<0.35,0.02,0.018>,<0.55,0.14,0.04>)
Orange(<-1.2,0.78,0.1>,0.98) Orange(<-2.6,0.85,2.4>,0.95)
Orange(<-1.75,2.05,1.25>,0.92)
Apple(<1.55,0,-1.7>,1.02,120,<0,0,0>,<0.44,0.03,0.02>,<0.60,0.26,0.07>)
Pear(<3.1,0.86,-0.3>,0.92,<0,30,78>)
Orange(<-3.6,0,-2.5>,0.93)
// Tumbler with water
#declare Glass = material { texture { pigment { rgbt <0.97,0.99,0.98,0.97> } finish { diffuse 0 specular 0.8 roughness 0.002 reflection { 0.0,1 fresnel on } conserve_energy } } interior { ior 1.5 caustics 0.6 } }
difference { cone { <0,0,0>,0.92 <0,3.5,0>,1.12 } cone { <0,0.28,0>,0.83 <0,3.6,0>,1.06 } material { Glass } translate <3.2,0,2.6> }
cone { <0,0.281,0>,0.829 <0,2.1,0>,0.949 translate <3.2,0,2.6> material { texture { pigment { rgbt <0.98,1,1,0.98> } finish { diffuse 0 specular 0.4 roughness 0.002 reflection { 0,1 fresnel on } conserve_energy } } interior { ior 1.33 } } }
// Walnuts and a few crumbs
#declare Nut = StoneMesh(8,2.1,0.13,2.6,16)
#for (I,0,3) object { Nut scale <0.46,0.38,0.38> rotate <RR(S,0,360),RR(S,0,360),0> translate <-1.15+mod(I*0.83,1.5),0.34,-2.0-I*0.55>
  pigment { granite scale 0.4 color_map { [0 rgb <0.17,0.09,0.04>] [0.5 rgb <0.36,0.22,0.11>] [1 rgb <0.46,0.31,0.17>] } } normal { wrinkles 0.8 scale 0.14 } finish { specular 0.12 roughness 0.04 } } #end
